package momento.eventbridge.tests;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;

/** The events of a storm, numbered from 0; whoever sees one knows its number. */
record StormEvents(int count) implements Iterable<MomentoEvent> {
  /** One for each lane in which the stack delivers, so that it is not the slowest part. */
  static final List<String> CACHES = List.of("storm-0", "storm-1", "storm-2", "storm-3");

  static final String TOPIC = "storm";
  private static final Duration TTL = Duration.ofHours(1);
  private static final Pattern NUMBER = Pattern.compile("n_([0-9]+)_");
  private static final int LONGER_THAN_MOMENTO_TAKES = 5_000;

  @Override
  public Iterator<MomentoEvent> iterator() {
    return stream().iterator();
  }

  Stream<MomentoEvent> stream() {
    return IntStream.range(0, count).mapToObj(StormEvents::event);
  }

  static MomentoEvent event(int number) {
    if (isSet(number)) {
      return CacheSet.of(cache(number), key(number), "hello", TTL);
    }
    String message = key(number);
    return TopicPublish.of(
        cache(number),
        TOPIC,
        isInvalid(number) ? message + "x".repeat(LONGER_THAN_MOMENTO_TAKES) : message);
  }

  static String cache(int number) {
    return CACHES.get(number / 2 % CACHES.size());
  }

  static String key(int number) {
    return "n_" + number + "_";
  }

  /** Sets show in the cache, messages to the topic's subscriber. */
  static boolean isSet(int number) {
    return number % 2 == 0;
  }

  /** A few events are refused by the publisher itself; their neighbours must not notice. */
  static boolean isInvalid(int number) {
    return number % 1_000 == 501;
  }

  /** The number of the event with this detail or message. */
  static int number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("this is no event of the storm");
    }
    return Integer.parseInt(matcher.group(1));
  }
}
