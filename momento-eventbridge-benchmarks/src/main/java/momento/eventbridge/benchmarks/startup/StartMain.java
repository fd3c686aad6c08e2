package momento.eventbridge.benchmarks.startup;

import momento.eventbridge.benchmarks.throughput.HttpClient;

/** A process that publishes one event and prints its id. */
public final class StartMain {
  private StartMain() {}

  /**
   * Publishes.
   *
   * @param args names of a {@link Starter} and of an {@link HttpClient}
   */
  public static void main(String[] args) {
    Starter.valueOf(args[0]).publish(HttpClient.valueOf(args[1]), System.out::println);
    System.exit(0); // some HTTP clients leave threads behind
  }
}
