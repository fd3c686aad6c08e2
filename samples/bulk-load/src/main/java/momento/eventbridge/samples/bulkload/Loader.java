package momento.eventbridge.samples.bulkload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
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
  private static final Set<ErrorCode> OF_THE_ROW =
      EnumSet.of(
          ErrorCode.INVALID_ARGUMENT,
          ErrorCode.MALFORMED_DETAIL,
          ErrorCode.REDACTION_FAILURE,
          ErrorCode.INVALID_EVENT,
          ErrorCode.EVENT_TOO_LARGE);

  private record Unsettled(long line, CompletableFuture<String> outcome) {}

  private final Function<CacheSet, CompletableFuture<String>> publisher;
  private final RejectedRows rejected;
  private final Path checkpointFile;
  private final Deque<Unsettled> unsettled = new ArrayDeque<>();
  private Checkpoint checkpoint;
  private long rows;
  private long accepted;
  private boolean atEnd;
  private volatile boolean stopped;

  /** A loader whose publisher gives each event's outcome, as an asynchronous publisher does. */
  Loader(
      Function<CacheSet, CompletableFuture<String>> publisher,
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
        : publisher.apply(row.event());
  }

  /** Settles the first rows: all whose outcome is clear, and more until few enough are left. */
  private void settle(int left) throws IOException {
    Unsettled first = unsettled.peek();
    while (first != null && (isClear(first) || unsettled.size() > left)) {
      settle(first);
      unsettled.remove();
      first = unsettled.peek();
    }
  }

  /** One on which EventBridge failed inside waits for what becomes of later ones. */
  private static boolean isClear(Unsettled row) {
    return row.outcome.isDone() && code(failure(row)) != ErrorCode.INTERNAL_FAILURE;
  }

  private void settle(Unsettled row) throws IOException {
    Throwable failure = failure(row);
    if (failure == null) {
      accepted++;
    } else {
      rejected.add(row.line, reason(row.line, failure));
    }
    rows++;
    if (rows - checkpoint.rows() == ROWS_PER_CHECKPOINT) {
      writeCheckpoint();
    }
  }

  /** Waits for the outcome; null if the row was accepted. */
  private static @Nullable Throwable failure(Unsettled row) {
    try {
      row.outcome.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }

  private static @Nullable ErrorCode code(@Nullable Throwable failure) {
    return failure instanceof EventRejectedException refused ? refused.outcome().code() : null;
  }

  private String reason(long line, Throwable failure) {
    boolean isOfTheRow =
        liesInTheRow(failure)
            || (code(failure) == ErrorCode.INTERNAL_FAILURE && wasTheLastRowAccepted());
    if (!isOfTheRow) {
      throw new LoadStoppedException(
          "stopped at line "
              + line
              + ", because those after it would fail as well; remove the cause and run again: "
              + failure.getMessage());
    }
    if (failure instanceof EventValidationException invalid) {
      return invalid.field().equals("row")
          ? invalid.rule()
          : invalid.field() + " " + invalid.rule();
    }
    if (failure instanceof EventRejectedException refused) {
      return refused.outcome().code().value() + ": " + refused.outcome().reason();
    }
    return String.valueOf(failure.getMessage());
  }

  private static boolean liesInTheRow(Throwable failure) {
    ErrorCode code = code(failure);
    return failure instanceof EventValidationException
        || failure instanceof EventTooLargeException
        || (code != null && OF_THE_ROW.contains(code));
  }

  /**
   * When EventBridge fails inside for as long as the publisher tries, it may be on this event alone
   * or on all of them. The row that was published last tells which, unless it is bad itself.
   */
  private boolean wasTheLastRowAccepted() {
    Iterator<Unsettled> lastFirst = unsettled.descendingIterator();
    while (lastFirst.hasNext()) {
      Throwable failure = failure(lastFirst.next());
      if (failure == null || !liesInTheRow(failure)) {
        return failure == null;
      }
    }
    return false;
  }

  private void writeCheckpoint() throws IOException {
    checkpoint = checkpoint.with(rows, accepted, rejected.bytes());
    checkpoint.write(checkpointFile);
  }
}
