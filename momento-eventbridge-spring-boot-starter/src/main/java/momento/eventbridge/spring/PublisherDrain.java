package momento.eventbridge.spring;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import momento.eventbridge.MomentoEventAsyncPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * Empties the asynchronous publishers when the application stops: after web requests, message
 * listeners and task executors have ended, so that nobody publishes any more, and before any bean
 * is destroyed, so that clients are open and callbacks find the beans that they use.
 *
 * <p>A context that is closed closes them. One that is only stopped, as Spring's tests do with
 * contexts that they keep for later, may be started again: then they are flushed and stay open.
 */
final class PublisherDrain implements SmartLifecycle {
  /** Higher phases stop first: web servers, message listeners, then executors, then this. */
  static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(PublisherDrain.class);

  private final ConfigurableApplicationContext context;
  private final List<MomentoEventAsyncPublisher> publishers;
  private final Duration timeout;
  private volatile boolean running;

  PublisherDrain(
      ConfigurableApplicationContext context,
      List<MomentoEventAsyncPublisher> publishers,
      Duration timeout) {
    this.context = context;
    this.publishers = publishers;
    this.timeout = timeout;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    if (context.isClosed()) {
      publishers.forEach(MomentoEventAsyncPublisher::close);
    } else {
      flush();
    }
  }

  private void flush() {
    CompletableFuture<?> flushed =
        CompletableFuture.allOf(
            publishers.stream()
                .map(MomentoEventAsyncPublisher::flush)
                .toArray(CompletableFuture<?>[]::new));
    try {
      flushed.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "{} events have no outcome after {}; the publishers go on with them",
          publishers.stream().mapToInt(publisher -> publisher.buffered().events()).sum(),
          timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a flush failed, which it never does", e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
