package momento.eventbridge.local;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts each step and passes it on. */
final class HopCounter implements Consumer<Hop> {
  private static final Logger LOG = LoggerFactory.getLogger(HopCounter.class);

  private final Consumer<? super Hop> listener;
  private final Map<Hop.Step, LongAdder> counts = new EnumMap<>(Hop.Step.class);

  HopCounter(Consumer<? super Hop> listener) {
    this.listener = listener;
    for (Hop.Step step : Hop.Step.values()) {
      counts.put(step, new LongAdder());
    }
  }

  @Override
  public void accept(Hop hop) {
    counter(hop.step()).increment();
    try {
      listener.accept(hop);
    } catch (RuntimeException | Error e) {
      // An assertion in it is an Error. Not the exception itself: its message may say anything.
      LOG.error(
          "the hop listener failed with {}; the event goes on: {}", e.getClass().getName(), hop);
    }
  }

  long count(Hop.Step step) {
    return counter(step).sum();
  }

  void reset() {
    counts.values().forEach(LongAdder::reset);
  }

  private LongAdder counter(Hop.Step step) {
    LongAdder counter = counts.get(step);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + step);
    }
    return counter;
  }
}
