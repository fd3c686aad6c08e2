package momento.eventbridge.benchmarks.throughput;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A contender that is measured by the events a second that are accepted, on several threads. */
abstract class Throughput implements Contender {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final int threads;
  private final ExecutorService workers;

  Throughput(int threads) {
    this.threads = threads;
    this.workers = Executors.newFixedThreadPool(threads);
  }

  /**
   * Publishes on one of the threads until that time.
   *
   * @param worker the thread's number, from 0
   * @return how many events it published
   */
  abstract long publishUntil(long nanoTime, int worker);

  /** Waits for what is under way; throws if anything was not accepted. */
  abstract void settle();

  @Override
  public final Sample measure(Duration time) {
    long cpu = PROCESS.getProcessCpuTime();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    List<CompletableFuture<Long>> counts = new ArrayList<>(threads);
    for (int i = 0; i < threads; i++) {
      int worker = i;
      counts.add(CompletableFuture.supplyAsync(() -> publishUntil(end, worker), workers));
    }
    long events = 0;
    for (CompletableFuture<Long> count : counts) {
      events += count.join();
    }
    settle();
    double seconds = (System.nanoTime() - begin) * 1e-9;
    double cpuMicros = (PROCESS.getProcessCpuTime() - cpu) * 1e-3 / events;
    return new Sample(events / seconds, cpuMicros, events);
  }

  @Override
  public void close() {
    workers.shutdown();
  }
}
