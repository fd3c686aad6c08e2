package momento.eventbridge.samples.quickstart;

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
    boolean asExpected =
        switch (String.join(" ", arguments)) {
          case "" -> OnLocalStack.run(System.out);
          case "--aws" -> OnAws.run(System.out);
          default -> {
            System.out.println("The only argument is --aws; without it, all is local.");
            yield false;
          }
        };
    if (!asExpected) {
      System.exit(1);
    }
  }
}
