package momento.eventbridge.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import momento.eventbridge.CacheSet;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.StackCounts;

/**
 * The local stack in a process of its own, so that what it holds is not counted as the job's
 * memory. It knows the items that the load test makes of the numbers from 0 on.
 */
final class StackProcess implements AutoCloseable {
  private static final int CACHES = 8;

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private final URI endpoint;

  private StackProcess(Process process) throws IOException {
    this.process = process;
    answers = process.inputReader(UTF_8);
    questions = process.outputWriter(UTF_8);
    endpoint = URI.create(answer());
  }

  /** What the stack has after a load. */
  record Tally(long items, long wrong, long accepted, long requests) {}

  static StackProcess start() throws IOException {
    return new StackProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It holds what it has accepted and not delivered yet, of a million most.
                "-Xmx6g",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                StackProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Without it a job would go on sending for ever. */
  boolean hasEnded() {
    return !process.isAlive();
  }

  URI endpoint() {
    return endpoint;
  }

  /** The item of a number. */
  static CacheSet item(long number) {
    return CacheSet.of(
        "cache-" + number % CACHES, "key-" + number, "value-" + number, Duration.ofHours(24));
  }

  /** Waits until the stack is idle, and compares each item with its number. */
  Tally tally(long numbers) throws IOException {
    questions.write(numbers + "\n");
    questions.flush();
    String[] counts = answer().split(" ", -1);
    return new Tally(
        Long.parseLong(counts[0]),
        Long.parseLong(counts[1]),
        Long.parseLong(counts[2]),
        Long.parseLong(counts[3]));
  }

  private String answer() throws IOException {
    return Objects.requireNonNull(answers.readLine(), "the stack's process has ended");
  }

  @Override
  public void close() throws IOException {
    questions.close(); // it ends with its input
    process.onExit().join();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    String[] caches = IntStream.range(0, CACHES).mapToObj(i -> "cache-" + i).toArray(String[]::new);
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches(caches).start();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      System.out.println(stack.eventBridgeEndpoint());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        stack.awaitIdle();
        long wrong = 0;
        for (long number = 0; number < Long.parseLong(line); number++) {
          CacheSet item = item(number);
          boolean right =
              stack
                  .get(item.cacheName(), item.key().value())
                  .filter(cached -> cached.text().equals(item.message()))
                  .isPresent();
          wrong += right ? 0 : 1;
        }
        long items = 0;
        for (String cache : caches) {
          items += stack.size(cache);
        }
        StackCounts counts = stack.counts();
        System.out.println(items + " " + wrong + " " + counts.accepted() + " " + counts.requests());
      }
    }
  }
}
