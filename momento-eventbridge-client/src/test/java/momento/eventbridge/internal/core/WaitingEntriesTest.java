package momento.eventbridge.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import momento.eventbridge.CacheSet;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.TestEvents;
import org.junit.jupiter.api.Test;

class WaitingEntriesTest {
  private static final EncodedEvent EVENT =
      new EventEncoder("demo", 1_000_000, TestEvents.MINUTE, 4_096)
          .encode(
              CacheSet.of("c", TestEvents.SECRET, "m", TestEvents.MINUTE), EventAttributes.none());

  private static PendingEvent event(long index) {
    return new PendingEvent(index, EVENT, 0);
  }

  private static WaitingEntries<PendingEvent> withRoomFor(long bytes, int waiting) {
    WaitingEntries<PendingEvent> entries = new WaitingEntries<>(bytes);
    for (int i = 0; i < waiting; i++) {
      entries.add(event(i), 1_000 - i);
    }
    return entries;
  }

  @Test
  void isFullWithAHundred() {
    assertThat(withRoomFor(Long.MAX_VALUE, 99).isFull()).isFalse();
    assertThat(withRoomFor(Long.MAX_VALUE, 100).isFull()).isTrue();
  }

  @Test
  void isFullWithAsManyBytesAsItMayHold() {
    assertThat(withRoomFor(3L * EVENT.size(), 3).isFull()).isTrue();
    assertThat(withRoomFor(3L * EVENT.size() + 1, 3).isFull()).isFalse();
  }

  @Test
  void whatIsRemovedMakesRoom() {
    WaitingEntries<PendingEvent> entries = withRoomFor(3L * EVENT.size(), 3);

    entries.remove(entries.first());

    assertThat(entries.isFull()).isFalse();
  }

  @Test
  void removesAllOnceOldestFirst() {
    WaitingEntries<PendingEvent> entries = withRoomFor(3L * EVENT.size(), 3);

    assertThat(entries.removeAll()).extracting(PendingEvent::index).containsExactly(0L, 1L, 2L);

    assertThat(entries.isEmpty()).isTrue();
    assertThat(entries.isFull()).isFalse();
    assertThat(entries.removeAll()).isEmpty();
  }

  @Test
  void showsNoContent() {
    assertThat(event(7)).asString().contains("7", "attempts=0").doesNotContain(TestEvents.SECRET);
  }
}
