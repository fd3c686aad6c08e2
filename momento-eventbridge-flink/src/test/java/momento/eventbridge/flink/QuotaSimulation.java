package momento.eventbridge.flink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;
import momento.eventbridge.EventEntries;
import org.apache.flink.connector.base.sink.writer.strategy.BasicRequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.BasicResultInfo;
import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;

/**
 * Subtasks that never run out of events and share one account's quota of {@code PutEvents} requests
 * a second. How many requests are under way, and with how many entries, is said by Flink's own
 * rate-limiting classes, as {@link RequestRate} puts them together for the sink; how long a
 * throttled request pauses, by {@link EventEntries#backoff}. Only the service and the time are not
 * real: answers take a time drawn from a log-normal distribution, and what is over the quota is
 * throttled whole. The same seed gives the same figures.
 */
final class QuotaSimulation {
  /** How long the quota may be saved up, which AWS does not document. */
  private static final double BURST_SECONDS = 0.1;

  private static final double SPREAD = 0.3;

  private final Random random;
  private final double quota;
  private final Duration medianLatency;
  private final PriorityQueue<Moment> moments = new PriorityQueue<>();
  private final List<Subtask> subtasks = new ArrayList<>();
  private long sequence;
  private double now;
  private double tokens;
  private double refilled;
  private boolean counting;

  private QuotaSimulation(long seed, double quota, Duration medianLatency) {
    random = new Random(seed);
    this.quota = quota;
    this.medianLatency = medianLatency;
    tokens = quota * BURST_SECONDS;
  }

  /**
   * What came out.
   *
   * @param goodput accepted events a second
   * @param ofQuota goodput in parts of what the quota allows with ten entries in each request
   * @param fairness Jain's index of the subtasks' accepted events: 1 if all have as many, 1/n if
   *     one has all
   * @param throttled requests that the service throttled, in parts of all
   */
  record Result(double goodput, double ofQuota, double fairness, double throttled) {}

  /** Lets so many subtasks run, and counts after a quarter of the time. */
  static Result run(
      long seed,
      int subtasks,
      double quota,
      Duration medianLatency,
      Duration time,
      Supplier<RateLimitingStrategy> strategies) {
    QuotaSimulation simulation = new QuotaSimulation(seed, quota, medianLatency);
    for (int i = 0; i < subtasks; i++) {
      simulation.subtasks.add(simulation.new Subtask(strategies.get()));
    }
    return simulation.run(time.toMillis() / 1_000.0);
  }

  private Result run(double seconds) {
    double begin = seconds / 4;
    for (Subtask subtask : subtasks) {
      at(random.nextDouble(), subtask::send); // tasks do not start in the same millisecond
    }
    for (Moment next = moments.poll(); next != null && next.time < seconds; next = moments.poll()) {
      now = next.time;
      counting = now >= begin;
      next.action.run();
    }
    double accepted = 0;
    double squares = 0;
    double requests = 0;
    double throttled = 0;
    for (Subtask subtask : subtasks) {
      accepted += subtask.accepted;
      squares += (double) subtask.accepted * subtask.accepted;
      requests += subtask.requests;
      throttled += subtask.throttled;
    }
    double goodput = accepted / (seconds - begin);
    return new Result(
        goodput,
        goodput / (quota * EventEntries.MAX_ENTRIES),
        accepted * accepted / (subtasks.size() * squares),
        throttled / requests);
  }

  private void at(double time, Runnable action) {
    moments.add(new Moment(time, sequence++, action));
  }

  /** Ties are broken by who came first, so that a run can be repeated. */
  private record Moment(double time, long number, Runnable action) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      int byTime = Double.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /** Half of what a request takes. */
  private double halfLatency() {
    return medianLatency.toNanos() / 2e9 * StrictMath.exp(SPREAD * random.nextGaussian());
  }

  private boolean isWithinQuota() {
    tokens = Math.min(quota * BURST_SECONDS, tokens + (now - refilled) * quota);
    refilled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** As Flink's AsyncSinkWriter and {@link RequestWriter} do, with a buffer that is always full. */
  private final class Subtask {
    private final RateLimitingStrategy strategy;

    /** How often each entry was sent that waits to be sent again. */
    private final Deque<Integer> again = new ArrayDeque<>();

    private long accepted;
    private long requests;
    private long throttled;

    private Subtask(RateLimitingStrategy strategy) {
      this.strategy = strategy;
    }

    private void send() {
      for (int size = batchSize(); canSend(size); size = batchSize()) {
        int attempts = 1;
        for (int i = 0; i < size && !again.isEmpty(); i++) {
          attempts = Math.max(attempts, again.remove() + 1);
        }
        strategy.registerInFlightRequest(new BasicRequestInfo(size));
        int entries = size;
        int attempt = attempts;
        at(now + halfLatency(), () -> arrive(entries, attempt));
      }
    }

    private boolean canSend(int size) {
      return !strategy.shouldBlock(new BasicRequestInfo(size));
    }

    private int batchSize() {
      return Math.min(EventEntries.MAX_ENTRIES, strategy.getMaxBatchSize());
    }

    private void arrive(int entries, int attempt) {
      boolean within = isWithinQuota();
      if (counting) {
        requests++;
        if (within) {
          accepted += entries;
        } else {
          throttled++;
        }
      }
      double answer = now + halfLatency();
      if (within) {
        at(answer, () -> complete(entries, 0, attempt));
      } else {
        double pause = EventEntries.backoff(attempt, random.nextDouble()).toNanos() / 1e9;
        at(answer + pause, () -> complete(entries, entries, attempt));
      }
    }

    private void complete(int entries, int failed, int attempt) {
      strategy.registerCompletedRequest(new BasicResultInfo(failed, entries));
      for (int i = 0; i < failed; i++) {
        again.addFirst(attempt);
      }
      send();
    }
  }
}
