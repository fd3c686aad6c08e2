package momento.eventbridge.flink;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import momento.eventbridge.EventTooLargeException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.jspecify.annotations.Nullable;

/**
 * A subtask of the sink: makes entries of the stream's elements, and leaves to {@link
 * RequestWriter} what may be sent.
 *
 * @param <T> the elements of the stream
 */
final class MomentoEventWriter<T>
    implements StatefulSinkWriter<T, BufferedRequestState<MomentoRequestEntry>> {
  private final EventConverter<T> converter;
  private final Rejections<T> rejections;
  private final RequestWriter requests;
  private final Turns turns;
  private final Closeable resources;

  MomentoEventWriter(
      EventConverter<T> converter,
      Rejections<T> rejections,
      RequestWriter requests,
      Turns turns,
      Closeable resources) {
    this.converter = converter;
    this.rejections = rejections;
    this.requests = requests;
    this.turns = turns;
    this.resources = resources;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    @Nullable MomentoEvent event = null;
    MomentoRequestEntry entry;
    try {
      event = converter.event(element, context);
      entry = converter.prepared(event, converter.attributes(element, context));
    } catch (EventValidationException | EventTooLargeException e) {
      rejections.beforeSending(Optional.of(element), Optional.ofNullable(event), e);
      return;
    }
    turns.await();
    requests.write(entry, context);
  }

  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    requests.flush(endOfInput);
  }

  @Override
  public List<BufferedRequestState<MomentoRequestEntry>> snapshotState(long checkpointId) {
    return requests.snapshotState(checkpointId);
  }

  @Override
  public void close() throws IOException {
    requests.close();
    resources.close();
  }
}
