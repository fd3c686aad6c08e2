package momento.eventbridge.samples.quickstart;

import java.util.List;

/**
 * Publishes Momento events and shows each hop on their way: on a local stack in this process, or,
 * with {@code --aws}, to the account, region and event bus of the environment (bus: {@code
 * EVENT_BUS_NAME}, cache: {@code MOMENTO_CACHE}).
 */
public final class Quickstart {
  private Quickstart() {}

  /**
   * Runs it; the exit code is 0 only if all went as expected.
   *
   * @param arguments {@code --aws}, or nothing
   */
  public static void main(String[] arguments) {
    boolean aws = List.of(arguments).contains("--aws");
    boolean asExpected = aws ? OnAws.run(System.out) : OnLocalStack.run(System.out);
    if (!asExpected) {
      System.exit(1);
    }
  }
}
