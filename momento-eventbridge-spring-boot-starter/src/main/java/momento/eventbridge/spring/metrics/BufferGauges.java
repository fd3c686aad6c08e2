package momento.eventbridge.spring.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import momento.eventbridge.MomentoEventAsyncPublisher;

/** Shows what each asynchronous publisher holds, by its bean's name. */
record BufferGauges(Map<String, MomentoEventAsyncPublisher> publishers, PublisherMetricNames names)
    implements MeterBinder {
  private static final String PUBLISHER = "publisher";

  @Override
  public void bindTo(MeterRegistry registry) {
    publishers.forEach((name, publisher) -> bind(registry, name, publisher));
  }

  private void bind(MeterRegistry registry, String name, MomentoEventAsyncPublisher publisher) {
    Gauge.builder(names.bufferedEvents(), publisher, p -> p.buffered().events())
        .description("Events without an outcome")
        .baseUnit(BaseUnits.EVENTS)
        .tag(PUBLISHER, name)
        .register(registry);
    Gauge.builder(names.bufferedSize(), publisher, p -> p.buffered().bytes())
        .description("Size of the events without an outcome")
        .baseUnit(BaseUnits.BYTES)
        .tag(PUBLISHER, name)
        .register(registry);
    TimeGauge.builder(
            names.oldest(),
            publisher,
            TimeUnit.NANOSECONDS,
            p -> (double) p.buffered().oldest().toNanos())
        .description("How long the oldest event has waited to be sent")
        .tag(PUBLISHER, name)
        .register(registry);
    Gauge.builder(names.requestsInFlight(), publisher, p -> p.buffered().requestsInFlight())
        .description("PutEvents requests without an answer")
        .tag(PUBLISHER, name)
        .register(registry);
    Gauge.builder(names.requestWindow(), publisher, p -> p.buffered().requestWindow())
        .description("PutEvents requests that may be under way now")
        .tag(PUBLISHER, name)
        .register(registry);
  }
}
