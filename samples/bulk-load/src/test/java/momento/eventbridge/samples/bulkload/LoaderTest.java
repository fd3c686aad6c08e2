package momento.eventbridge.samples.bulkload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.local.RecordingMomentoEventPublisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderTest {
  private final RecordingMomentoEventPublisher recorder = new RecordingMomentoEventPublisher();
  private final Path csv;
  private final Path checkpoint;
  private final Path rejected;

  LoaderTest(@TempDir Path directory) {
    csv = directory.resolve("rows.csv");
    checkpoint = directory.resolve("checkpoint");
    rejected = directory.resolve("rejected");
  }

  @BeforeEach
  void writeTheFile() throws IOException {
    Files.writeString(csv, "key,message\na,1\nb,2\n,3\nd,4\ne,5\n");
  }

  @Test
  void whatIsNotAcceptedIsInTheFileOfRejectedRowsByLine() throws IOException {
    recorder.rejectNext(1, ErrorCode.MALFORMED_DETAIL);

    assertThat(load()).isEqualTo(done(5, 3));

    assertThat(recorder.published()).hasSize(4 - 1);
    assertThat(Files.readAllLines(rejected)).hasSize(3).startsWith("line,reason");
    assertThat(Files.readAllLines(rejected).get(1)).startsWith("2,\"MalformedDetail");
    assertThat(Files.readAllLines(rejected).get(2)).startsWith("4,\"key ");
  }

  @Test
  void aFailureThatAllFurtherRowsWouldMeetStopsTheLoadAndItGoesOnFromThere() throws IOException {
    recorder.rejectNext(4, ErrorCode.ACCESS_DENIED);

    assertThatExceptionOfType(LoadStoppedException.class)
        .isThrownBy(this::load)
        .withMessageContainingAll("line 2", "AccessDenied");
    assertThat(lastCheckpoint()).isEqualTo(done(0, 0));

    recorder.clear();
    assertThat(load()).isEqualTo(done(5, 4));
    assertThat(recorder.published()).hasSize(4);
  }

  /** EventBridge cannot digest it, and takes all others. */
  @Test
  void aRowOnWhichEventBridgeFailsInsideIsRejectedIfALaterOneIsAccepted() throws IOException {
    assertThat(load(failingInsideOn("b"))).isEqualTo(done(5, 3));

    assertThat(Files.readAllLines(rejected)).hasSize(3);
    assertThat(Files.readAllLines(rejected).get(1)).startsWith("3,\"InternalFailure");
  }

  @Test
  void whenEventBridgeFailsInsideOnAllRowsItIsNoneOfTheirsAndTheLoadGoesOnFromThere()
      throws IOException {
    assertThatExceptionOfType(LoadStoppedException.class)
        .isThrownBy(() -> load(failingInsideOn("b", "d", "e")))
        .withMessageContainingAll("line 3", "InternalFailure");
    assertThat(lastCheckpoint()).isEqualTo(done(1, 1));

    assertThat(load()).isEqualTo(done(5, 4));
  }

  @Test
  void aRowThatIsBadItselfDoesNotSayWhetherEventBridgeWorks() throws IOException {
    Files.writeString(csv, "key,message\na,1\nb,2\n,3\n");

    assertThatExceptionOfType(LoadStoppedException.class)
        .isThrownBy(() -> load(failingInsideOn("b")))
        .withMessageContaining("line 3");
  }

  private Function<CacheSet, CompletableFuture<String>> failingInsideOn(String... keys) {
    Set<CacheKey> failing = Arrays.stream(keys).map(CacheKey::of).collect(Collectors.toSet());
    return event ->
        failing.contains(event.key())
            ? CompletableFuture.failedFuture(
                new EventRejectedException(
                    new PublishOutcome.Rejected(
                        event, ErrorCode.INTERNAL_FAILURE, "Internal Service Failure", false, 60)))
            : recorder.async().publish(event);
  }

  @Test
  void aRunBeginsAfterTheCheckpointAndCutsOffWhatWasRejectedAfterIt() throws IOException {
    Files.writeString(rejected, "line,reason\n2,\"kept\"\n4,\"written, then killed\"\n");
    done(2, 1, "line,reason\n2,\"kept\"\n".length()).write(checkpoint);

    assertThat(load()).isEqualTo(done(5, 3));

    assertThat(recorder.published()).extracting(MomentoEvent::cacheName).hasSize(2);
    assertThat(Files.readAllLines(rejected)).hasSize(3).contains("2,\"kept\"");
    assertThat(Files.readAllLines(rejected).get(2)).startsWith("4,\"key ");
  }

  @Test
  void aStoppedLoadSettlesWhatItTook() throws IOException {
    try (CsvRows rows = rows();
        RejectedRows rejectedRows = new RejectedRows(rejected, 0)) {
      Loader loader =
          new Loader(recorder.async()::publish, rejectedRows, checkpoint, lastCheckpoint());
      loader.stop();

      assertThat(loader.load(rows).rows()).isZero();
      assertThat(loader.isAtEnd()).isFalse();
    }
    assertThat(load()).isEqualTo(done(5, 4));
  }

  @Test
  void aCheckpointOfAnotherFileIsNotUsed() throws IOException {
    done(2, 2).write(checkpoint);
    Files.writeString(csv, "key,message\na,1\n");

    assertThatExceptionOfType(LoadStoppedException.class)
        .isThrownBy(this::lastCheckpoint)
        .withMessageContaining("delete the checkpoint to begin anew");
  }

  /** Its first rows would never have come into the other cache. */
  @Test
  void aCheckpointOfALoadIntoAnotherCacheOrByAnotherBusIsNotUsed() throws IOException {
    done(2, 2).write(checkpoint);

    assertThatExceptionOfType(LoadStoppedException.class)
        .isThrownBy(() -> Checkpoint.of(csv, "other-cache", "default", checkpoint))
        .withMessageContainingAll("cache my-cache", "bus default");
    assertThatExceptionOfType(LoadStoppedException.class)
        .isThrownBy(() -> Checkpoint.of(csv, "my-cache", "other-bus", checkpoint))
        .withMessageContaining("delete the checkpoint to begin anew");
  }

  private Checkpoint lastCheckpoint() throws IOException {
    return Checkpoint.of(csv, "my-cache", "default", checkpoint);
  }

  private Checkpoint load() throws IOException {
    return load(recorder.async()::publish);
  }

  private Checkpoint load(Function<CacheSet, CompletableFuture<String>> publisher)
      throws IOException {
    Checkpoint last = lastCheckpoint();
    try (CsvRows rows = rows();
        RejectedRows rejectedRows = new RejectedRows(rejected, last.rejectedBytes())) {
      return new Loader(publisher, rejectedRows, checkpoint, last).load(rows);
    }
  }

  private CsvRows rows() throws IOException {
    return new CsvRows(Files.newInputStream(csv), "my-cache", Duration.ofHours(1));
  }

  private Checkpoint done(long rows, long accepted) throws IOException {
    return done(rows, accepted, Files.exists(rejected) ? Files.size(rejected) : 0);
  }

  private Checkpoint done(long rows, long accepted, long rejectedBytes) throws IOException {
    return Checkpoint.atStartOf(csv, "my-cache", "default").with(rows, accepted, rejectedBytes);
  }
}
