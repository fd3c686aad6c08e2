package momento.eventbridge.flink;

import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.EventEntries;
import org.apache.flink.connector.base.sink.writer.Batch;
import org.apache.flink.connector.base.sink.writer.BatchCreator;
import org.apache.flink.connector.base.sink.writer.RequestBuffer;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;

/** Takes as many entries from the buffer as one request may have by the client's rules. */
record EventBatches(EventEntries entries, KeyedBuffer buffer)
    implements BatchCreator<MomentoRequestEntry> {

  @Override
  public Batch<MomentoRequestEntry> createNextBatch(
      RequestInfo requestInfo, RequestBuffer<MomentoRequestEntry> buffered) {
    int fitting = entries.fitting(buffer.head(requestInfo.getBatchSize()));
    List<MomentoRequestEntry> batch = new ArrayList<>(fitting);
    long bytes = 0;
    for (int i = 0; i < fitting; i++) {
      RequestEntryWrapper<MomentoRequestEntry> entry = buffer.take();
      batch.add(entry.getRequestEntry());
      bytes += entry.getSize();
    }
    return new Batch<>(batch, bytes);
  }
}
