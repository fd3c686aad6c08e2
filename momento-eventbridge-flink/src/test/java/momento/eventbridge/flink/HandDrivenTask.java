package momento.eventbridge.flink;

import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * A subtask without a cluster: mails run when the sink yields, timers when the test says so. When
 * the sink yields and there is no mail, something outside has to happen first.
 */
final class HandDrivenTask implements WriterInitContext, MailboxExecutor, ProcessingTimeService {
  private final BlockingDeque<ThrowingRunnable<? extends Exception>> mails =
      new LinkedBlockingDeque<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final RecordingMetrics metrics = new RecordingMetrics();
  private final int subtask;
  private Runnable outside = () -> {};
  private long now;

  HandDrivenTask() {
    this(0);
  }

  HandDrivenTask(int subtask) {
    this.subtask = subtask;
  }

  /** What happens elsewhere while the task waits. */
  void outside(Runnable happens) {
    outside = happens;
  }

  /** For what happens on another thread: waits until there is a mail. */
  void awaitMail() {
    try {
      mails.addFirst(mails.takeFirst());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  RecordingMetrics metrics() {
    return metrics;
  }

  /** Runs all mails that are there. */
  void runMails() throws Exception {
    while (!mails.isEmpty()) {
      mails.removeFirst().run();
    }
  }

  boolean hasTimers() {
    timers.removeIf(Timer::isDone);
    return !timers.isEmpty();
  }

  /** When the next timer fires, from now on. */
  long millisToNextTimer() {
    return hasTimers() ? timers.element().at - now : Long.MAX_VALUE;
  }

  /** Moves the clock to the next timer, whose callback becomes a mail. */
  void fireNextTimer() {
    timers.removeIf(Timer::isDone);
    Timer timer = timers.remove();
    now = Math.max(now, timer.at);
    timer.complete(null);
    mails.add(() -> timer.target.onProcessingTime(now));
  }

  @Override
  public void execute(
      MailOptions options,
      ThrowingRunnable<? extends Exception> command,
      String description,
      Object... arguments) {
    mails.add(command);
  }

  @Override
  public void yield() {
    if (mails.isEmpty()) {
      outside.run();
    }
    if (mails.isEmpty()) {
      throw new AssertionError("the sink waits for something that never comes");
    }
    try {
      mails.removeFirst().run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean tryYield() {
    if (mails.isEmpty()) {
      return false;
    }
    this.yield();
    return true;
  }

  @Override
  public boolean shouldInterrupt() {
    return false;
  }

  @Override
  public long getCurrentProcessingTime() {
    return now;
  }

  @Override
  public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
    Timer timer = new Timer(timestamp, target);
    timers.add(timer);
    return timer;
  }

  private static final class Timer extends CompletableFuture<Void>
      implements ScheduledFuture<Void> {
    private final long at;
    private final ProcessingTimeCallback target;

    private Timer(long at, ProcessingTimeCallback target) {
      this.at = at;
      this.target = target;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at, TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(at, ((Timer) other).at);
    }
  }

  @Override
  public MailboxExecutor getMailboxExecutor() {
    return this;
  }

  @Override
  public ProcessingTimeService getProcessingTimeService() {
    return this;
  }

  @Override
  public SinkWriterMetricGroup metricGroup() {
    return metrics;
  }

  @Override
  public TaskInfo getTaskInfo() {
    return new TaskInfoImpl("sink", 8, subtask, 2, 0);
  }

  @Override
  public OptionalLong getRestoredCheckpointId() {
    return OptionalLong.empty();
  }

  @Override
  public JobInfo getJobInfo() {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserCodeClassLoader getUserCodeClassLoader() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isObjectReuseEnabled() {
    return false;
  }

  @Override
  public <T> TypeSerializer<T> createInputSerializer() {
    throw new UnsupportedOperationException();
  }
}
