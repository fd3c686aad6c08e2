package momento.eventbridge.benchmarks.throughput;

import java.time.Duration;

/** A way to publish, set up once and measured many times. */
interface Contender extends AutoCloseable {

  /** Publishes for that long, and until each event has its outcome. */
  Sample measure(Duration time);

  @Override
  void close();

  /**
   * What a measurement gave.
   *
   * @param value in the unit of its contender
   * @param cpuMicros the process's processor time for an event
   * @param events accepted
   */
  record Sample(double value, double cpuMicros, long events) {}
}
