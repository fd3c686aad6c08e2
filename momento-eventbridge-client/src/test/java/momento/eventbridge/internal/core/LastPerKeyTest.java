package momento.eventbridge.internal.core;

import static momento.eventbridge.TestEvents.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheKey;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LastPerKeyTest {

  @Test
  void theLastEventOfAnItemIsKeptAndEveryMessageToATopic() {
    CacheSet first = CacheSet.of("c", "a", "1", MINUTE);
    CacheDelete deleted = CacheDelete.of("c", "a");
    CacheSet last = CacheSet.of("c", "a", "2", MINUTE);
    CacheSet otherKey = CacheSet.of("c", "b", "1", MINUTE);
    CacheSet otherCache = CacheSet.of("d", "a", "1", MINUTE);
    TopicPublish message = TopicPublish.of("c", "a", "1");

    assertThat(
            MomentoEvent.lastPerKey(
                List.of(first, message, otherKey, deleted, otherCache, message, last)))
        .containsExactly(message, otherKey, otherCache, message, last);
    assertThat(MomentoEvent.lastPerKey(List.of(first, deleted))).containsExactly(deleted);
    assertThat(MomentoEvent.lastPerKey(List.of())).isEmpty();
  }

  @Test
  void aKeyIsItsBytesHoweverItWasMade() {
    CacheSet text = new CacheSet("c", CacheKey.of("é"), "1", MINUTE);
    CacheSet bytes =
        new CacheSet("c", CacheKey.ofBytes(new byte[] {(byte) 0xC3, (byte) 0xA9}), "2", MINUTE);

    assertThat(MomentoEvent.lastPerKey(List.of(text, bytes))).containsExactly(bytes);
  }

  @Test
  void whatIsKeptCannotBeChanged() {
    List<MomentoEvent> kept = MomentoEvent.lastPerKey(List.of(CacheDelete.of("c", "a")));

    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(kept::clear);
  }

  /** An event in its place, so that equal events are told apart. */
  private record Placed(int place, MomentoEvent event) {}

  @Property
  void whatIsKeptHasTheSameEffectInOrderAndNothingIsLeftToOvertake(
      @ForAll("changes") List<MomentoEvent> events) {
    List<Placed> input = new ArrayList<>();
    events.forEach(event -> input.add(new Placed(input.size(), event)));

    List<Placed> kept = MomentoEvent.lastPerKey(input, Placed::event);

    assertThat(kept).isSubsetOf(input);
    assertThat(kept).extracting(Placed::place).isSorted().doesNotHaveDuplicates();
    List<MomentoEvent> keptEvents = kept.stream().map(Placed::event).toList();
    assertThat(keptEvents).isEqualTo(MomentoEvent.lastPerKey(events));
    assertThat(messages(keptEvents)).isEqualTo(messages(events));
    assertThat(cache(keptEvents)).isEqualTo(cache(events));
    // At most one for each item: in any order of arrival the cache ends the same.
    List<MomentoEvent> backwards = new ArrayList<>(keptEvents);
    Collections.reverse(backwards);
    assertThat(cache(backwards)).isEqualTo(cache(events));
    // Nothing that could be left out is left.
    assertThat(MomentoEvent.lastPerKey(kept, Placed::event)).isEqualTo(kept);
  }

  @Provide
  Arbitrary<List<MomentoEvent>> changes() {
    Arbitrary<String> caches = Arbitraries.of("c", "d");
    Arbitrary<CacheKey> keys = Arbitraries.of("a", "b", "é", "key with spaces").map(CacheKey::of);
    Arbitrary<String> values = Arbitraries.of("1", "2", "3");
    return Arbitraries.<MomentoEvent>oneOf(
            Combinators.combine(caches, keys, values)
                .as((cache, key, value) -> new CacheSet(cache, key, value, MINUTE)),
            Combinators.combine(caches, keys).as(CacheDelete::new),
            Combinators.combine(caches, values, values).as(TopicPublish::new))
        .list()
        .ofMaxSize(40);
  }

  private static List<MomentoEvent> messages(List<MomentoEvent> events) {
    return events.stream().filter(TopicPublish.class::isInstance).toList();
  }

  /** A cache after these events in this order. */
  private static Map<List<Object>, String> cache(List<MomentoEvent> events) {
    Map<List<Object>, String> items = new HashMap<>();
    for (MomentoEvent event : events) {
      if (event instanceof CacheSet set) {
        items.put(List.of(set.cacheName(), set.key()), set.message());
      } else if (event instanceof CacheDelete delete) {
        items.remove(List.of(delete.cacheName(), delete.key()));
      }
    }
    return items;
  }
}
