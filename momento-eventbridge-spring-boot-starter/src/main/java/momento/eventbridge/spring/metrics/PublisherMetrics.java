package momento.eventbridge.spring.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import momento.eventbridge.DetailType;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.RequestReport;

/** Counts and times what publishers do. */
final class PublisherMetrics implements PublisherListener {
  private static final String DETAIL_TYPE = "detail.type";
  private static final String CODE = "code";

  private final MeterProvider<Counter> accepted;
  private final MeterProvider<Counter> rejected;
  private final Counter overflowed;
  private final Counter lostOnClose;
  private final MeterProvider<Counter> retries;
  private final MeterProvider<Timer> requests;
  private final DistributionSummary requestEntries;
  private final DistributionSummary requestSize;

  PublisherMetrics(MeterRegistry registry, PublisherMetricNames names) {
    accepted =
        Counter.builder(names.accepted())
            .description("Events that EventBridge accepted")
            .baseUnit(BaseUnits.EVENTS)
            .withRegistry(registry);
    for (DetailType type : DetailType.values()) {
      accepted.withTag(DETAIL_TYPE, type.value()); // so that each is there, as zero
    }
    rejected =
        Counter.builder(names.rejected())
            .description("Events that were not accepted")
            .baseUnit(BaseUnits.EVENTS)
            .withRegistry(registry);
    overflowed =
        Counter.builder(names.overflowed())
            .description("Events that found the buffer full")
            .baseUnit(BaseUnits.EVENTS)
            .register(registry);
    lostOnClose =
        Counter.builder(names.lostOnClose())
            .description("Events that had no outcome when the publisher was closed")
            .baseUnit(BaseUnits.EVENTS)
            .register(registry);
    retries =
        Counter.builder(names.retries())
            .description("Entries that are sent again")
            .withRegistry(registry);
    requests =
        Timer.builder(names.requests())
            .description("PutEvents requests, from sending to answer")
            .withRegistry(registry);
    requestEntries =
        DistributionSummary.builder(names.requestEntries())
            .description("Entries in a PutEvents request, at most 10")
            .register(registry);
    requestSize =
        DistributionSummary.builder(names.requestSize())
            .description("Size of a PutEvents request as EventBridge counts it")
            .baseUnit(BaseUnits.BYTES)
            .register(registry);
  }

  @Override
  public void onRequest(RequestReport report) {
    requests
        .withTag("failure", report.failure().map(ErrorCode::value).orElse("none"))
        .record(report.latency());
    requestEntries.record(report.entries());
    requestSize.record(report.bytes());
  }

  @Override
  public void onRetry(ErrorCode code, int entries, Duration delay) {
    retries.withTag(CODE, code.value()).increment(entries);
  }

  @Override
  public void onOutcome(PublishOutcome outcome) {
    DetailType type = outcome.event().detailType();
    if (outcome instanceof PublishOutcome.Rejected failed) {
      rejected.withTags(DETAIL_TYPE, type.value(), CODE, failed.code().value()).increment();
    } else {
      accepted.withTag(DETAIL_TYPE, type.value()).increment();
    }
  }

  @Override
  public void onOverflow(MomentoEvent event) {
    overflowed.increment();
  }

  @Override
  public void onClosedWithLoss(int events) {
    lostOnClose.increment(events);
  }
}
