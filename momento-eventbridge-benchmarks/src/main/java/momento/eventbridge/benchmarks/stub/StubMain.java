package momento.eventbridge.benchmarks.stub;

import java.io.IOException;

/** The stub as a process: prints its endpoint, and ends when its standard input does. */
public final class StubMain {
  private StubMain() {}

  /**
   * Runs the stub.
   *
   * @param args none
   * @throws IOException if the standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    try (StubServer server = StubServer.start()) {
      System.out.println(server.endpoint());
      while (System.in.read() >= 0) {
        // nothing is said there; it ends with the process that holds its other end
      }
    }
  }
}
