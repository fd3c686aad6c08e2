package momento.eventbridge.samples.stepfunctions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of an order, as the topic tells it: {@code 2/5 picking 3 items}. The number is in the
 * message because EventBridge keeps no order and may deliver twice.
 *
 * @param number from 1 on; 0 if the order ends here, whichever steps it has not come to
 * @param of how many there are
 * @param text what a customer reads
 */
record Step(int number, int of, String text) {
  private static final Pattern MESSAGE = Pattern.compile("([0-9]{1,3})/([0-9]{1,3}) (.+)");

  static Step parse(String message) {
    Matcher matcher = MESSAGE.matcher(message);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a message of the topic is not a step of an order");
    }
    return new Step(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), matcher.group(3));
  }

  boolean isEarlyEnd() {
    return number == 0;
  }

  String message() {
    return number + "/" + of + " " + text;
  }
}
