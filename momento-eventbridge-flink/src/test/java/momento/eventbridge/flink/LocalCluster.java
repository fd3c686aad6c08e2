package momento.eventbridge.flink;

import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink in this process, which all tests share: to start one takes longer than most jobs. */
public final class LocalCluster {
  private static final URI REST = start();

  private LocalCluster() {}

  private static URI start() {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .build());
    try {
      cluster.start();
      return cluster.getRestAddress().get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** An environment whose jobs fail for good when they fail. */
  public static StreamExecutionEnvironment environment(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createRemoteEnvironment(
            REST.getHost(), REST.getPort(), configuration);
    environment.setParallelism(parallelism);
    return environment;
  }

  /**
   * What a user sees of a failed job: the messages of all causes. The first cause, which is the
   * last one shown, goes to the test's output, from which docs/flink.md has it.
   */
  public static String messages(Throwable failure) {
    StringBuilder messages = new StringBuilder();
    Throwable first = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      messages.append(cause).append('\n');
      first = cause;
    }
    System.out.println("the user sees: " + first);
    return messages.toString();
  }
}
