package momento.eventbridge.samples.flinkbulkload;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import javax.management.ObjectName;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A cluster that has nothing but Flink on its class path, and runs a job's jar as {@code flink run}
 * does: its classes come from a class loader of their own for each run. Then it waits until none of
 * these is left.
 */
final class FreshCluster {
  private static final String CLASS_LOADER = "org.apache.flink.util.ChildFirstClassLoader";
  private static final Duration LONG = Duration.ofMinutes(2);

  private FreshCluster() {}

  /** Arguments: the jar, how often to run it, and the job's own. */
  public static void main(String[] arguments) throws Exception {
    File jar = new File(arguments[0]);
    String[] jobArguments = Arrays.copyOfRange(arguments, 2, arguments.length);
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    MiniClusterConfiguration cluster =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(2)
            .build();
    MiniCluster miniCluster = new MiniCluster(cluster);
    try {
      miniCluster.start();
      int times = Integer.parseInt(arguments[1]);
      for (int i = 0; i < times; i++) {
        run(miniCluster, jar, jobArguments, configuration);
        System.out.println("run " + (i + 1) + ": finished");
      }
      long patience = System.nanoTime() + LONG.toNanos();
      while (classLoaders() > 0 && System.nanoTime() < patience) {
        Thread.onSpinWait(); // each look is a garbage collection
      }
      System.out.println("class loaders left: " + classLoaders());
    } finally {
      miniCluster.close();
    }
    System.exit(0);
  }

  private static void run(
      MiniCluster cluster, File jar, String[] arguments, Configuration configuration)
      throws Exception {
    JobGraph job;
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(jar)
            .setArguments(arguments)
            .setConfiguration(configuration)
            .build()) {
      job = PackagedProgramUtils.createJobGraph(program, configuration, 2, false);
    }
    cluster.executeJobBlocking(job);
  }

  /** How many class loaders of jobs are still reachable. */
  private static long classLoaders() throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .filter(line -> line.contains(CLASS_LOADER + " ") || line.endsWith(CLASS_LOADER))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[1]))
        .sum();
  }
}
