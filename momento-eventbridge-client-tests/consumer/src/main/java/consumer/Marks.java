package consumer;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** What requests say about who sends them; refuses those that do not name a released version. */
final class Marks implements ExecutionInterceptor {
  private static final Pattern MARK = Pattern.compile("momento-eventbridge[a-z-]*/(\\S+)");

  private final Set<String> seen = new ConcurrentSkipListSet<>();

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    String userAgent = context.httpRequest().firstMatchingHeader("User-Agent").orElseThrow();
    Matcher mark = MARK.matcher(userAgent);
    if (!mark.find() || !Character.isDigit(mark.group(1).charAt(0))) {
      throw new IllegalStateException("the request does not name our version: " + userAgent);
    }
    seen.add(mark.group());
  }

  @Override
  public String toString() {
    return seen.toString();
  }
}
