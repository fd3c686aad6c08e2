package momento.eventbridge.flink;

import java.io.Serializable;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/**
 * Makes the SDK client of a subtask, for what the sink's own options do not say: another HTTP
 * client, a role to assume, a proxy. It travels to the cluster with the job, so it and what it
 * captures must be serializable; the client itself is not and need not be.
 *
 * <p>Let the client not retry ({@code overrideConfiguration(c ->
 * c.retryStrategy(DefaultRetryStrategy.doNotRetry()))}): the sink does, and two loops of retries
 * multiply.
 */
@FunctionalInterface
public interface EventBridgeClientFactory extends Serializable {

  /**
   * Makes a client. Called once when a subtask of the sink starts, on its task thread.
   *
   * @return a new client, which the subtask closes when it ends
   */
  EventBridgeAsyncClient create();
}
