package momento.eventbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublisherClosedException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class ShutdownTest {
  private final FakeEventBridge eventBridge = new FakeEventBridge();
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(MomentoEventBridgeAutoConfiguration.class))
          .withBean("sync", EventBridgeClient.class, eventBridge::client)
          .withBean("async", EventBridgeAsyncClient.class, eventBridge::asyncClient);

  /** The containers of Spring Kafka's listeners stop 100 below the default phase. */
  @Test
  void thePublisherStopsAfterWebServersMessageListenersAndExecutors() {
    assertThat(PublisherDrain.PHASE)
        .isLessThan(SmartLifecycle.DEFAULT_PHASE - 100)
        .isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
        .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
        .isLessThan(new ThreadPoolTaskExecutor().getPhase());
  }

  /** Request under way, context closed, request ends by publishing, then all the rest. */
  @Test
  void whatTheLastRequestPublishesIsSentBeforeTheClientCloses() throws Exception {
    SpringApplication application = new SpringApplication(SlowShop.class);
    application.addInitializers(
        context -> {
          AbstractApplicationContext shop = (AbstractApplicationContext) context;
          shop.getBeanFactory().registerSingleton("eventBridge", eventBridge);
        });
    ConfigurableApplicationContext shop =
        application.run(
            "--server.address=127.0.0.1", "--server.port=0", "--server.shutdown=graceful");
    Counter counter = shop.getBean(Counter.class);
    CompletableFuture<HttpResponse<String>> answer =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(
                        URI.create(
                            "http://127.0.0.1:"
                                + shop.getEnvironment().getProperty("local.server.port")
                                + "/orders"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    counter.entered.await();
    // The answer of EventBridge is late, too: the event is still buffered when requests have ended.
    eventBridge.gate = counter.closed;

    CompletableFuture<Void> closing = onOwnThread(shop::close);
    await().until(shop::isClosed);
    counter.mayLeave.countDown();
    HttpResponse<String> response = answer.get();
    eventBridge.happened.add("request ended");
    counter.closed.complete(null);
    closing.get();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(eventBridge.happened)
        .containsExactly(
            "request ended", "accepted cacheDelete", "async client closed", "client closed");
  }

  @Test
  void callbacksFindTheBeansThatTheyUse() {
    runner
        .withBean(Ledger.class, Ledger::new, definition -> definition.setLazyInit(true))
        .run(
            context -> {
              // Made after the publisher, and so destroyed before it.
              Ledger ledger = context.getBean(Ledger.class);
              CompletableFuture<Object> gate = new CompletableFuture<>();
              eventBridge.gate = gate;
              var unused =
                  context
                      .getBean(MomentoEventAsyncPublisher.class)
                      .cacheDelete("my-cache", "key")
                      .thenAccept(ledger::write);
              PublisherDrain drain = context.getBean(PublisherDrain.class);
              CompletableFuture<Void> closing =
                  onOwnThread(() -> context.getSourceApplicationContext().close());
              await().until(() -> !drain.isRunning());
              gate.complete(null);
              closing.join();

              assertThat(ledger.happened).containsExactly("written", "destroyed");
            });
  }

  @Test
  void aContextThatIsStoppedWaitsForWhatItHoldsAndCanBeStartedAgain() {
    runner
        .withBean(Afterwards.class)
        .run(
            context -> {
              CompletableFuture<Object> gate = new CompletableFuture<>();
              eventBridge.gate = gate;
              MomentoEventAsyncPublisher publisher =
                  context.getBean(MomentoEventAsyncPublisher.class);
              CompletableFuture<String> first = publisher.cacheDelete("my-cache", "key");
              Afterwards afterwards = context.getBean(Afterwards.class);
              afterwards.look = first::isDone;
              PublisherDrain drain = context.getBean(PublisherDrain.class);
              CompletableFuture<Void> stopping =
                  onOwnThread(() -> context.getSourceApplicationContext().stop());
              await().until(() -> !drain.isRunning());
              gate.complete(null);
              stopping.join();
              assertThat(afterwards.seen).isTrue();

              context.getSourceApplicationContext().start();
              assertThat(drain.isRunning()).isTrue();
              assertThat(publisher.cacheDelete("my-cache", "key").join()).isEqualTo("2");
            });
  }

  @Test
  void aStopWaitsNoLongerThanTheCloseTimeout() {
    runner
        .withPropertyValues("momento.eventbridge.async.close-timeout=0s")
        .run(
            context -> {
              CompletableFuture<Object> never = new CompletableFuture<>();
              eventBridge.gate = never;
              MomentoEventAsyncPublisher publisher =
                  context.getBean(MomentoEventAsyncPublisher.class);
              CompletableFuture<String> event = publisher.cacheDelete("my-cache", "key");

              context.getSourceApplicationContext().stop();
              assertThat(event).isNotDone();

              never.complete(null);
              assertThat(event.join()).isEqualTo("1");
            });
  }

  @Test
  void anInterruptedStopEndsAtOnceAndKeepsTheFlag() {
    runner.run(
        context -> {
          CompletableFuture<Object> late = new CompletableFuture<>();
          eventBridge.gate = late;
          CompletableFuture<String> event =
              context.getBean(MomentoEventAsyncPublisher.class).cacheDelete("my-cache", "key");

          Thread.currentThread().interrupt();
          context.getBean(PublisherDrain.class).stop();
          assertThat(Thread.interrupted()).isTrue();
          assertThat(event).isNotDone();
          late.complete(null);
        });
  }

  @Test
  void theSynchronousPublisherIsClosedBeforeItsClient() {
    runner.run(
        context -> {
          MomentoEventPublisher publisher = context.getBean(MomentoEventPublisher.class);
          context.getSourceApplicationContext().close();

          assertThat(eventBridge.happened).endsWith("client closed");
          assertThat(catchThrowable(() -> publisher.cacheDelete("my-cache", "key")))
              .isInstanceOf(PublisherClosedException.class);
        });
  }

  /** The common pool may have a single thread, which the answers to the test come on, too. */
  private static CompletableFuture<Void> onOwnThread(Runnable task) {
    return CompletableFuture.runAsync(task, run -> new Thread(run, "shutdown").start());
  }

  /** Something that a callback needs. */
  static final class Ledger implements AutoCloseable {
    final List<String> happened = new CopyOnWriteArrayList<>();

    void write(String eventId) {
      happened.add("written");
    }

    @Override
    public void close() {
      happened.add("destroyed");
    }
  }

  /** Stops next after the publishers, and looks at something then. */
  static final class Afterwards implements SmartLifecycle {
    volatile BooleanSupplier look = () -> false;
    volatile boolean seen;
    private volatile boolean running;

    @Override
    public void start() {
      running = true;
    }

    @Override
    public void stop() {
      seen = look.getAsBoolean();
      running = false;
    }

    @Override
    public boolean isRunning() {
      return running;
    }

    @Override
    public int getPhase() {
      return PublisherDrain.PHASE - 1;
    }
  }

  static final class Counter {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch mayLeave = new CountDownLatch(1);
    final CompletableFuture<Void> closed = new CompletableFuture<>();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class SlowShop {
    @Bean
    Counter counter() {
      return new Counter();
    }

    @Bean
    EventBridgeClient client(FakeEventBridge eventBridge) {
      return eventBridge.client();
    }

    @Bean
    EventBridgeAsyncClient asyncClient(FakeEventBridge eventBridge) {
      return eventBridge.asyncClient();
    }

    @Bean
    Orders orders(Counter counter, MomentoEventAsyncPublisher publisher) {
      return new Orders(counter, publisher);
    }
  }

  @RestController
  static class Orders {
    private final Counter counter;
    private final MomentoEventAsyncPublisher publisher;

    Orders(Counter counter, MomentoEventAsyncPublisher publisher) {
      this.counter = counter;
      this.publisher = publisher;
    }

    @PostMapping("/orders")
    String order() throws InterruptedException {
      counter.entered.countDown();
      counter.mayLeave.await();
      var unused = publisher.cacheDelete("my-cache", "order");
      return "ordered";
    }
  }
}
