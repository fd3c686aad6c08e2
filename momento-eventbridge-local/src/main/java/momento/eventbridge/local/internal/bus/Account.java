package momento.eventbridge.local.internal.bus;

/**
 * Where the buses are.
 *
 * @param region for example {@code us-east-1}
 * @param id twelve digits
 */
public record Account(String region, String id) {
  /** The ARN of a bus in this account; a name that is an ARN already stays as it is. */
  public String busArn(String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : "arn:aws:events:" + region + ":" + id + ":event-bus/" + nameOrArn;
  }
}
