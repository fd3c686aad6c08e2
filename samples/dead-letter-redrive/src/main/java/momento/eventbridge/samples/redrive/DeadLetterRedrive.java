package momento.eventbridge.samples.redrive;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.deadletters.DeadLetterQueue;
import momento.eventbridge.deadletters.QueuedLetter;
import momento.eventbridge.deadletters.RedriveOutcome;
import momento.eventbridge.deadletters.RedriveResult;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Shows why letters are in a dead-letter queue, and with {@code --publish} brings them back. Region
 * and credentials are those that the AWS SDK finds. Without any argument it shows all of that on a
 * local stack.
 */
@Command(
    name = "DeadLetterRedrive",
    description = "Shows why events were not delivered, and publishes them again.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class DeadLetterRedrive implements Callable<Integer> {
  private static final int SHOWN = 1_000;

  @Option(
      names = "--queue",
      required = true,
      paramLabel = "URL",
      description = "the stack's output DeadLetterQueueUrl")
  private String queueUrl = "";

  @Option(names = "--bus", description = "name or ARN of the event bus")
  private String bus = System.getenv().getOrDefault("EVENT_BUS_NAME", "default");

  @Option(
      names = "--cache",
      paramLabel = "WRONG=RIGHT",
      description = "publish events for the first cache for the second one; any number of times")
  private Map<String, String> cacheNames = Map.of();

  @Option(names = "--publish", description = "do it; without, look only")
  private boolean publish;

  private DeadLetterRedrive() {}

  /**
   * Runs it; the exit code is 0 only if nothing was left in the queue.
   *
   * @param arguments see {@code --help}; none for the local stack
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    boolean asExpected =
        arguments.length == 0
            ? OnLocalStack.run(System.out)
            : new CommandLine(new DeadLetterRedrive()).execute(arguments) == 0;
    if (!asExpected) {
      System.exit(1);
    }
  }

  @Override
  public Integer call() {
    try (MomentoEventPublisher publisher =
            MomentoEventPublisher.builder().eventBusName(bus).build();
        DeadLetterQueue queue = DeadLetterQueue.builder().queueUrl(queueUrl).build()) {
      boolean empty = look(queue, System.out);
      if (publish) {
        Correction correction = new Correction(cacheNames, InstantSource.system());
        RedriveResult result = redrive(queue, publisher, correction, System.out);
        empty = result.complete() && result.left() + result.tooNew() == 0;
      }
      return empty ? 0 : 1;
    } catch (MomentoEventException e) {
      System.out.println(e.getMessage());
      return 1;
    }
  }

  /** Takes nothing away. */
  static boolean look(DeadLetterQueue queue, PrintStream out) {
    List<QueuedLetter> letters = queue.peek(SHOWN);
    out.println(
        letters.size() < SHOWN
            ? "the queue has " + letters.size() + " letters:"
            : "of the letters in the queue the first " + SHOWN + ":");
    Causes.of(letters).forEach((cause, count) -> out.printf("  %5d × %s%n", count, cause));
    return letters.isEmpty();
  }

  static RedriveResult redrive(
      DeadLetterQueue queue,
      MomentoEventPublisher publisher,
      Correction correction,
      PrintStream out) {
    List<QueuedLetter> left = new ArrayList<>();
    RedriveResult result =
        queue.redrive(
            publisher,
            correction,
            outcome -> {
              if (outcome instanceof RedriveOutcome.Left && left.size() < SHOWN) {
                left.add(outcome.letter());
              }
            });
    out.printf(
        "published again %d, discarded %d, left %d (%s)%n",
        result.published(), result.discarded(), result.left() + result.tooNew(), result.ending());
    Causes.of(left).forEach((cause, count) -> out.printf("  left: %5d × %s%n", count, cause));
    return result;
  }
}
