package momento.eventbridge.local.internal.template;

/**
 * The name of a header and the secret to send in it.
 *
 * @param name the connection's name
 * @param arn the connection's ARN
 * @param apiKeyName the header's name
 * @param apiKeyValue the header's value, which is secret
 */
public record Connection(String name, String arn, String apiKeyName, String apiKeyValue) {
  @Override
  public String toString() {
    return "Connection[name=%s, arn=%s, apiKeyName=%s, apiKeyValue=****]"
        .formatted(name, arn, apiKeyName);
  }
}
