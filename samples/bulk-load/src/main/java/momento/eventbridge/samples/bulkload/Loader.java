package momento.eventbridge.samples.bulkload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEventAsyncPublisher;
import org.jspecify.annotations.Nullable;

/**
 * Publishes row after row and settles them in the order of the file. One thread does both; that the
 * outcomes come in any order is hidden in a queue of futures.
 */
final class Loader {
  /** Rows without an outcome, and those that wait behind one: they are what is in memory. */
  static final int MAX_UNSETTLED = 10_000;

  /** How many rows a killed process repeats at most, apart from the unsettled ones. */
  static final int ROWS_PER_CHECKPOINT = 10_000;

  /** What lies in the row. With any other code the next row would fail as well. */
  private static final Set<ErrorCode> ABOUT_THE_ROW =
      EnumSet.of(
          ErrorCode.INTERNAL_FAILURE,
          ErrorCode.INVALID_ARGUMENT,
          ErrorCode.MALFORMED_DETAIL,
          ErrorCode.REDACTION_FAILURE,
          ErrorCode.INVALID_EVENT,
          ErrorCode.EVENT_TOO_LARGE);

  private record Unsettled(long line, CompletableFuture<String> outcome) {}

  private final MomentoEventAsyncPublisher publisher;
  private final RejectedRows rejected;
  private final Path checkpointFile;
  private final Queue<Unsettled> unsettled = new ArrayDeque<>();
  private Checkpoint checkpoint;
  private long rows;
  private long accepted;
  private boolean atEnd;
  private volatile boolean stopped;

  Loader(
      MomentoEventAsyncPublisher publisher,
      RejectedRows rejected,
      Path checkpointFile,
      Checkpoint last) {
    this.publisher = publisher;
    this.rejected = rejected;
    this.checkpointFile = checkpointFile;
    this.checkpoint = last;
    this.rows = last.rows();
    this.accepted = last.accepted();
  }

  /**
   * Loads the rows from the checkpoint on.
   *
   * @return how far it came
   * @throws LoadStoppedException if all further rows would fail; the checkpoint says where to go on
   */
  Checkpoint load(CsvRows file) throws IOException {
    try {
      file.skip(rows);
      while (!stopped && !atEnd) {
        Row row = file.next();
        if (row == null) {
          atEnd = true;
        } else {
          unsettled.add(new Unsettled(row.line(), publish(row)));
          settle(MAX_UNSETTLED - 1);
        }
      }
      settle(0);
    } finally {
      writeCheckpoint();
    }
    return checkpoint;
  }

  /** Whether the last row has its outcome, too; to be asked by the thread that loaded. */
  boolean isAtEnd() {
    return atEnd;
  }

  /** Takes no further row; {@link #load} returns when those under way have their outcome. */
  void stop() {
    stopped = true;
  }

  private CompletableFuture<String> publish(Row row) {
    return row.event() == null
        ? CompletableFuture.failedFuture(new EventValidationException("row", row.problem()))
        : publisher.publish(row.event());
  }

  /** Settles the first rows: all that have their outcome, and more until few enough are left. */
  private void settle(int left) throws IOException {
    Unsettled first = unsettled.peek();
    while (first != null && (first.outcome.isDone() || unsettled.size() > left)) {
      settle(first);
      unsettled.remove();
      first = unsettled.peek();
    }
  }

  private void settle(Unsettled row) throws IOException {
    try {
      row.outcome.join();
      accepted++;
    } catch (CompletionException e) {
      rejected.add(row.line, reason(row.line, e.getCause()));
    }
    rows++;
    if (rows - checkpoint.rows() == ROWS_PER_CHECKPOINT) {
      writeCheckpoint();
    }
  }

  private static String reason(long line, @Nullable Throwable failure) {
    if (failure instanceof EventValidationException invalid) {
      return invalid.field().equals("row")
          ? invalid.rule()
          : invalid.field() + " " + invalid.rule();
    }
    if (failure instanceof EventTooLargeException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof EventRejectedException refused
        && ABOUT_THE_ROW.contains(refused.outcome().code())) {
      return refused.outcome().code().value() + ": " + refused.outcome().reason();
    }
    throw new LoadStoppedException(
        "stopped at line "
            + line
            + ", because those after it would fail as well; remove the cause and run again: "
            + (failure == null ? "no reason" : failure.getMessage()));
  }

  private void writeCheckpoint() throws IOException {
    checkpoint = checkpoint.with(rows, accepted, rejected.bytes());
    checkpoint.write(checkpointFile);
  }
}
