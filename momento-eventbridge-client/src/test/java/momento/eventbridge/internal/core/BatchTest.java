package momento.eventbridge.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {

  /** Sizes of entries, each below the limit, as the encoder guarantees. */
  private record Load(int limit, List<Integer> sizes) {}

  @Provide
  Arbitrary<Load> loads() {
    return Arbitraries.of(2, 10, 100, 1_000_000)
        .flatMap(
            limit ->
                Arbitraries.frequencyOf(
                        // Around a tenth both limits of a request matter; the rest are extremes.
                        Tuple.of(4, Arbitraries.integers().between(1, Math.max(1, limit / 8))),
                        Tuple.of(2, Arbitraries.integers().between(1, limit - 1)),
                        Tuple.of(1, Arbitraries.of(1, limit / 2, limit - limit / 2, limit - 1)))
                    .list()
                    .ofMaxSize(60)
                    .map(sizes -> new Load(limit, sizes)));
  }

  /** As the publisher does it: into the batch while it fits, else into the next. */
  private static List<List<Integer>> requests(Load load) {
    List<List<Integer>> requests = new ArrayList<>();
    Batch<Integer> batch = new Batch<>(load.limit);
    for (int i = 0; i < load.sizes.size(); i++) {
      if (!batch.add(i, load.sizes.get(i))) {
        requests.add(batch.entries());
        batch = new Batch<>(load.limit);
        assertThat(batch.add(i, load.sizes.get(i))).as("fits into an empty batch").isTrue();
      }
    }
    if (!batch.isEmpty()) {
      requests.add(batch.entries());
    }
    return requests;
  }

  @Property
  void nothingIsLostDoubledOrMoved(@ForAll("loads") Load load) {
    assertThat(requests(load).stream().flatMap(List::stream))
        .containsExactlyElementsOf(IntStream.range(0, load.sizes.size()).boxed().toList());
  }

  @Property
  void noRequestHasMoreThanTenEntriesOrReachesTheByteLimit(@ForAll("loads") Load load) {
    assertThat(requests(load))
        .allSatisfy(
            request -> {
              assertThat(request).hasSizeBetween(1, 10);
              assertThat(request.stream().mapToLong(load.sizes::get).sum()).isLessThan(load.limit);
            });
  }

  @Property
  void noOtherWayThatKeepsTheOrderNeedsFewerRequests(@ForAll("loads") Load load) {
    int requests = requests(load).size();

    assertThat(requests).isLessThanOrEqualTo(nextFit(load)).isEqualTo(fewest(load));
  }

  /** First fit in order, on plain numbers. */
  private static int nextFit(Load load) {
    int requests = 0;
    int entries = 0;
    long bytes = 0;
    for (int size : load.sizes) {
      if (requests == 0 || entries == 10 || bytes + size >= load.limit) {
        requests++;
        entries = 0;
        bytes = 0;
      }
      entries++;
      bytes += size;
    }
    return requests;
  }

  /** The fewest requests of consecutive entries, by trying every last request. */
  private static int fewest(Load load) {
    int[] fewest = new int[load.sizes.size() + 1];
    Arrays.fill(fewest, 1, fewest.length, Integer.MAX_VALUE);
    for (int end = 1; end < fewest.length; end++) {
      long bytes = 0;
      for (int start = end - 1; start >= 0 && end - start <= 10; start--) {
        bytes += load.sizes.get(start);
        if (bytes < load.limit) {
          fewest[end] = Math.min(fewest[end], fewest[start] + 1);
        }
      }
    }
    return fewest[load.sizes.size()];
  }

  @ParameterizedTest
  @CsvSource({"99, 0, true", "60, 39, true", "60, 40, false", "1, 98, true", "1, 99, false"})
  void theByteLimitIsExclusive(int first, int second, boolean fits) {
    Batch<String> batch = new Batch<>(100);
    assertThat(batch.add("first", first)).isTrue();

    assertThat(batch.add("second", second)).isEqualTo(fits);
    assertThat(batch.bytes()).isEqualTo(fits ? first + second : first);
    assertThat(batch.entries()).hasSize(fits ? 2 : 1);
  }

  @Test
  void anEntryOfTheLimitItselfNeverFits() {
    Batch<String> batch = new Batch<>(100);

    assertThat(batch.add("entry", 100)).isFalse();
    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.add("entry", 99)).isTrue();
    assertThat(batch.isEmpty()).isFalse();
  }

  @Test
  void tenEntriesAreFullHoweverSmall() {
    Batch<Integer> batch = new Batch<>(1_000);
    for (int i = 0; i < 10; i++) {
      assertThat(batch.isFull()).isFalse();
      assertThat(batch.add(i, 1)).isTrue();
    }

    assertThat(batch.isFull()).isTrue();
    assertThat(batch.add(10, 1)).isFalse();
    assertThat(batch.bytes()).isEqualTo(10);
  }
}
