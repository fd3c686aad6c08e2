package momento.eventbridge.local.internal.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a rule sends the events that it matches, and how.
 *
 * @param id the target's id within its rule
 * @param destination what is called
 * @param inputPath the JSON path of the part of the event to send; the whole event if this and
 *     {@code input} are empty
 * @param input the fixed JSON text to send
 * @param pathParameterValues literals or JSON paths, one for each {@code *} of the endpoint
 * @param queryStringParameters names to literals or JSON paths, in the file's order
 * @param headerParameters names to literals or JSON paths, in the file's order
 * @param retryPolicy when to give an event up
 * @param deadLetterQueueArn where events go that were given up
 * @param roleAllowsInvocation whether EventBridge can take on the target's role and may then call
 *     the destination; if not, AWS sends the event to the dead-letter queue as {@code
 *     NO_PERMISSIONS}
 */
public record Target(
    String id,
    ApiDestination destination,
    Optional<String> inputPath,
    Optional<String> input,
    List<String> pathParameterValues,
    Map<String, String> queryStringParameters,
    Map<String, String> headerParameters,
    RetryPolicy retryPolicy,
    Optional<String> deadLetterQueueArn,
    boolean roleAllowsInvocation) {
  public Target {
    pathParameterValues = List.copyOf(pathParameterValues);
    queryStringParameters = Collections.unmodifiableMap(new LinkedHashMap<>(queryStringParameters));
    headerParameters = Collections.unmodifiableMap(new LinkedHashMap<>(headerParameters));
  }
}
