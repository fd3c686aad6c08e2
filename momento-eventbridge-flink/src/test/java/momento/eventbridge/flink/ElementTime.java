package momento.eventbridge.flink;

import org.apache.flink.api.connector.sink2.SinkWriter;

/** What Flink knows of an element: here, that it is of the epoch. */
public final class ElementTime implements SinkWriter.Context {
  @Override
  public long currentWatermark() {
    return Long.MIN_VALUE;
  }

  @Override
  public Long timestamp() {
    return 0L;
  }
}
