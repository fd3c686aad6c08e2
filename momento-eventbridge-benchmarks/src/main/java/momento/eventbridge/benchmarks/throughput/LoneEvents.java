package momento.eventbridge.benchmarks.throughput;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import momento.eventbridge.benchmarks.throughput.Payload.Item;

/** One event after the other, each awaited: its median latency in microseconds. */
final class LoneEvents implements Contender {
  private final Function<Item, CompletableFuture<?>> publish;
  private final Runnable close;
  private final List<Item> items;

  LoneEvents(Function<Item, CompletableFuture<?>> publish, Runnable close, List<Item> items) {
    this.publish = publish;
    this.close = close;
    this.items = items;
  }

  @Override
  public Sample measure(Duration time) {
    long[] nanos = new long[1 << 20];
    int count = 0;
    long end = System.nanoTime() + time.toNanos();
    for (long now = System.nanoTime(); now - end < 0 && count < nanos.length; ) {
      publish.apply(items.get(count % items.size())).join();
      long after = System.nanoTime();
      nanos[count++] = after - now;
      now = after;
    }
    Arrays.sort(nanos, 0, count);
    return new Sample(nanos[count / 2] * 1e-3, Double.NaN, count);
  }

  @Override
  public void close() {
    close.run();
  }
}
