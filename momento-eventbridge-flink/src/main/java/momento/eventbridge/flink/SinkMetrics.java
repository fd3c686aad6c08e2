package momento.eventbridge.flink;

import java.util.EnumMap;
import java.util.Map;
import momento.eventbridge.ErrorCode;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * What Flink's own metrics of a sink do not count. All are in the group {@code momento}; those by
 * code in {@code momento.code.<code>}.
 */
final class SinkMetrics {
  private final SinkWriterMetricGroup group;
  private final Counter accepted;
  private final Counter coalesced;
  private final Map<ErrorCode, Counter> sentAgain = new EnumMap<>(ErrorCode.class);
  private final Map<ErrorCode, Counter> rejected = new EnumMap<>(ErrorCode.class);

  SinkMetrics(SinkWriterMetricGroup group) {
    this.group = group;
    accepted = group.addGroup("momento").counter("accepted");
    coalesced = group.addGroup("momento").counter("coalesced");
  }

  void accepted() {
    accepted.inc();
  }

  /** Counts updates that a later one made needless. */
  Counter coalesced() {
    return coalesced;
  }

  void sentAgain(ErrorCode code) {
    group.getNumRecordsSendErrorsCounter().inc();
    counter(sentAgain, code, "sentAgain").inc();
  }

  void rejected(ErrorCode code) {
    group.getNumRecordsSendErrorsCounter().inc();
    counter(rejected, code, "rejected").inc();
  }

  private Counter counter(Map<ErrorCode, Counter> counters, ErrorCode code, String name) {
    return counters.computeIfAbsent(
        code, c -> group.addGroup("momento").addGroup("code", c.value()).counter(name));
  }
}
