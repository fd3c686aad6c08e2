package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.internal.send.AsyncUnderTest.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClientBuilder;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;

/** Where callbacks run with the real SDK, whose threads have the names that we think they have. */
class CallbackThreadsOnTheWireTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A permit for each answer. */
  private final Semaphore mayAnswer = new Semaphore(0);

  private final Semaphore answered = new Semaphore(0);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::accept);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void accept(HttpExchange exchange) throws IOException {
    mayAnswer.acquireUninterruptibly();
    int entries = JSON.readTree(exchange.getRequestBody()).get("Entries").size();
    String answer = "{\"Entries\":[" + "{\"EventId\":\"id\"},".repeat(entries - 1);
    byte[] bytes = (answer + "{\"EventId\":\"id\"}]}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
    answered.release(entries);
  }

  private EventBridgeAsyncClientBuilder client() {
    return EventBridgeAsyncClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
  }

  /** Were they to take all of the SDK's threads, no answer would come, and no request leave. */
  @Test
  void theSdksThreadsRunThemAndBringAnswersThoughTheyAllHang() throws InterruptedException {
    int events = 1_000; // more than the first 48 requests carry: the rest needs answers
    CountDownLatch release = new CountDownLatch(1);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    AsyncUnderTest.Heard heard = new AsyncUnderTest.Heard();
    try (EventBridgeAsyncClient client = client().build();
        MomentoEventAsyncPublisher publisher =
            MomentoEventAsyncPublisher.builder().client(client).listener(heard).build()) {
      for (int i = 0; i < events; i++) {
        var unused =
            publisher
                .publish(PublisherUnderTest.event(i))
                .thenRun(
                    () -> {
                      threads.add(Thread.currentThread().getName());
                      Threads.await(release);
                    });
      }

      mayAnswer.release(events); // more than there are requests

      boolean all;
      CompletableFuture<PublishCounts> flushed;
      try {
        all = answered.tryAcquire(events, 1, TimeUnit.MINUTES);
        flushed = publisher.flush();
      } finally {
        release.countDown();
      }
      assertThat(all).as("all requests left though callbacks hang").isTrue();
      assertThat(flushed.join()).isEqualTo(new PublishCounts(events, 0, true));
    }
    assertThat(heard.retries).as("answers that nobody brought in time").isEmpty();
    assertThat(threads).anyMatch(name -> name.startsWith("sdk-async-response"));
  }

  @Test
  void anExecutorThatTheClientWasGivenRunsNone() {
    ExecutorService given =
        Executors.newFixedThreadPool(
            CallbackThreads.MANY, task -> new Thread(task, "given-to-the-client"));
    try (EventBridgeAsyncClient client =
            client()
                .asyncConfiguration(
                    c ->
                        c.advancedOption(
                            SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, given))
                .build();
        MomentoEventAsyncPublisher publisher =
            MomentoEventAsyncPublisher.builder().client(client).build()) {
      bringAnAnswerOnEachThread(publisher);
      var thread =
          publisher
              .publish(PublisherUnderTest.event(0))
              .thenApply(id -> Thread.currentThread().getName());
      mayAnswer.release();

      assertThat(thread.join()).startsWith("ForkJoinPool.commonPool");
    } finally {
      given.shutdown();
    }
  }

  /** An executor starts a new thread for each task until it has as many as it keeps. */
  private void bringAnAnswerOnEachThread(MomentoEventAsyncPublisher publisher) {
    mayAnswer.release(CallbackThreads.MANY);
    for (int i = 0; i < CallbackThreads.MANY; i++) {
      publisher.publish(PublisherUnderTest.event(i)).join();
    }
  }

  @Test
  void oneThatClosesThePublisherClosesItsClientOnAThreadOfThatClient() {
    EventBridgeAsyncClient client = client().build();
    PublisherSettings settings =
        PublisherUnderTest.settings(new PublisherUnderTest.Heard(), 1_000_000);
    AsyncPublisher publisher =
        new AsyncPublisher(
            settings,
            new Options().withoutExecutor().closeTimeout(Duration.ofHours(1)).async(settings),
            client,
            true);
    bringAnAnswerOnEachThread(publisher);
    var closer =
        publisher
            .publish(PublisherUnderTest.event(0))
            .thenApply(
                id -> {
                  publisher.close();
                  return Thread.currentThread().getName();
                });
    mayAnswer.release();

    assertThat(closer.join()).startsWith("sdk-async-response");
    assertThatThrownBy(() -> client.putEvents(PutEventsRequest.builder().build()).join())
        .hasCauseInstanceOf(SdkClientException.class);
  }
}
