package momento.eventbridge.flink;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Keeps every counter under its full name. */
final class RecordingMetrics extends UnregisteredMetricsGroup
    implements SinkWriterMetricGroup, OperatorIOMetricGroup {
  private final Map<String, Counter> counters;
  private final String prefix;

  RecordingMetrics() {
    this(new TreeMap<>(), "");
  }

  private RecordingMetrics(Map<String, Counter> counters, String prefix) {
    this.counters = counters;
    this.prefix = prefix;
  }

  long count(String name) {
    Counter counter = counters.get(name);
    return counter == null ? 0 : counter.getCount();
  }

  @Override
  public Counter counter(String name) {
    return counters.computeIfAbsent(prefix + name, n -> new SimpleCounter());
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RecordingMetrics(counters, prefix + name + ".");
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new RecordingMetrics(counters, prefix + key + "." + value + ".");
  }

  @Override
  public OperatorIOMetricGroup getIOMetricGroup() {
    return this;
  }

  @Override
  public Counter getNumRecordsOutErrorsCounter() {
    return counter("numRecordsOutErrors");
  }

  @Override
  public Counter getNumRecordsSendErrorsCounter() {
    return counter("numRecordsSendErrors");
  }

  @Override
  public Counter getNumRecordsSendCounter() {
    return counter("numRecordsSend");
  }

  @Override
  public Counter getNumBytesSendCounter() {
    return counter("numBytesSend");
  }

  @Override
  public void setCurrentSendTimeGauge(Gauge<Long> currentSendTimeGauge) {}

  @Override
  public Counter getNumRecordsInCounter() {
    return counter("numRecordsIn");
  }

  @Override
  public Counter getNumRecordsOutCounter() {
    return counter("numRecordsOut");
  }

  @Override
  public Counter getNumBytesInCounter() {
    return counter("numBytesIn");
  }

  @Override
  public Counter getNumBytesOutCounter() {
    return counter("numBytesOut");
  }
}
