package momento.eventbridge.local.internal.template;

/**
 * An HTTP endpoint that EventBridge calls.
 *
 * @param name the destination's name
 * @param arn the destination's ARN
 * @param invocationEndpoint the URL, with a {@code *} for each path parameter value
 * @param httpMethod for example {@code PUT}
 * @param invocationRateLimitPerSecond at least 1
 * @param connection what authorizes the call
 */
public record ApiDestination(
    String name,
    String arn,
    String invocationEndpoint,
    String httpMethod,
    int invocationRateLimitPerSecond,
    Connection connection) {
  /** What EventBridge does for a destination that names no limit. */
  static final int DEFAULT_RATE_LIMIT = 300;
}
