package momento.eventbridge.flink;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * What becomes of events that can never be accepted, instead of failing the job: keep them, count
 * them, tell somebody. It gets only what the client refused before sending, or what EventBridge
 * refused because of the event itself. Missing rights, a request that is refused as a whole and the
 * like always fail the job, which would otherwise run on and lose everything.
 *
 * <p>It travels to the cluster with the job, so it must be serializable. Each subtask has a copy,
 * which only the task's thread calls. After a failure of the job the same rejections can come
 * again.
 *
 * @param <T> the elements of the stream
 */
@FunctionalInterface
public interface RejectionHandler<T> extends Serializable {

  /**
   * Called before all else when a subtask starts.
   *
   * @param context the subtask, with its metrics
   * @throws IOException fails the job
   */
  default void open(WriterInitContext context) throws IOException {}

  /**
   * Takes an event that is given up. The stream waits meanwhile.
   *
   * @param rejection the event and why
   * @throws IOException fails the job
   */
  void handle(Rejection<T> rejection) throws IOException;

  /**
   * Called when the subtask ends, also after a failure.
   *
   * @throws IOException is reported by Flink
   */
  default void close() throws IOException {}
}
