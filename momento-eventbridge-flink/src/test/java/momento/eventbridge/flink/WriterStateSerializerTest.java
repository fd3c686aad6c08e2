package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.junit.jupiter.api.Test;

class WriterStateSerializerTest {
  private static final String STORED = "writer-state-v1.bin";

  private final WriterStateSerializer serializer = new WriterStateSerializer();

  /** What {@value #STORED} holds. Never change it: jobs have such states in their savepoints. */
  private static final List<MomentoRequestEntry> ENTRIES =
      List.of(
          entry(CacheSet.of("my-cache", "test-key", "hello \"world\"!", Duration.ofMinutes(5))),
          entry(
              new CacheDelete("my-cache", CacheKey.ofBytes(new byte[] {0, (byte) 0xFF})),
              EventAttributes.builder()
                  .source("shop")
                  .time(Instant.parse("2026-11-24T10:15:30.123456789Z"))
                  .resources(List.of("arn:one", "ünicode"))
                  .traceHeader("Root=1-2-3")
                  .build()),
          entry(TopicPublish.of("other", "news", "\uD83D\uDE00".repeat(1_000))));

  @Test
  void aStateOfVersion1IsReadForEver() throws IOException {
    assertSame(serializer.deserialize(1, stored()), ENTRIES);
  }

  @Test
  void whatIsWrittenTodayIsVersion1ByteForByte() throws IOException {
    byte[] written = serializer.serialize(state(ENTRIES));

    assertThat(serializer.getVersion()).isEqualTo(1);
    assertThat(written).isEqualTo(stored());
  }

  @Test
  void aLargeEventPassesThrough() throws IOException {
    // DataOutputStream.writeUTF would refuse it.
    List<MomentoRequestEntry> large =
        List.of(entry(CacheSet.of("c", "k", "é".repeat(400_000), Duration.ofMinutes(1))));

    assertSame(serializer.deserialize(1, serializer.serialize(state(large))), large);
  }

  @Test
  void aStateOfALaterVersionIsRefused() throws IOException {
    byte[] stored = stored();

    assertThatIOException()
        .isThrownBy(() -> serializer.deserialize(2, stored))
        .withMessageContaining("version 2");
  }

  @Test
  void aStateThatIsCutOffIsRefused() throws IOException {
    byte[] stored = stored();

    for (int length : new int[] {20, 40, stored.length / 2, stored.length - 1}) {
      assertThatIOException()
          .isThrownBy(() -> serializer.deserialize(1, Arrays.copyOf(stored, length)));
    }
  }

  @Test
  void aDamagedEventIsRefusedWithoutItsContent() throws IOException {
    byte[] stored = stored();
    String text = new String(stored, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("cacheSet");
    stored[at] = 'x';

    assertThatIOException()
        .isThrownBy(() -> serializer.deserialize(1, stored))
        .withMessageContaining("damaged")
        .withMessageNotContaining("hello");
  }

  private static byte[] stored() throws IOException {
    try (InputStream in = WriterStateSerializerTest.class.getResourceAsStream(STORED)) {
      return Objects.requireNonNull(in, STORED).readAllBytes();
    }
  }

  private static MomentoRequestEntry entry(MomentoEvent event) {
    return entry(event, EventAttributes.none());
  }

  private static MomentoRequestEntry entry(MomentoEvent event, EventAttributes attributes) {
    return MomentoRequestEntry.restored(event, attributes);
  }

  private static BufferedRequestState<MomentoRequestEntry> state(
      List<MomentoRequestEntry> entries) {
    return new BufferedRequestState<>(
        entries.stream().map(entry -> new RequestEntryWrapper<>(entry, 7)).toList());
  }

  private static void assertSame(
      BufferedRequestState<MomentoRequestEntry> state, List<MomentoRequestEntry> expected) {
    List<MomentoRequestEntry> read =
        state.getBufferedRequestEntries().stream()
            .map(RequestEntryWrapper::getRequestEntry)
            .toList();
    assertThat(read)
        .extracting(MomentoRequestEntry::event)
        .containsExactlyElementsOf(expected.stream().map(MomentoRequestEntry::event).toList());
    assertThat(read)
        .extracting(MomentoRequestEntry::attributes)
        .containsExactlyElementsOf(expected.stream().map(MomentoRequestEntry::attributes).toList());
  }
}
