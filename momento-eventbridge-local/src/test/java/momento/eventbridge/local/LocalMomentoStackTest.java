package momento.eventbridge.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.DeadLetter;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublisherClosedException;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.TopicPublish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

class LocalMomentoStackTest {
  private static final Duration TTL = Duration.ofMinutes(5);

  @Test
  void theExampleOfMomentosPage() throws InterruptedException {
    try (LocalMomentoStack stack = withCache()) {
      PutEventsRequestEntry entry =
          PutEventsRequestEntry.builder()
              .source("demo")
              .detailType("cacheSet")
              .detail(
                  "{\"cacheName\":\"my-cache\",\"key\":\"test-key\",\"message\":\"hello world!\","
                      + "\"ttl\":300}")
              .build();
      stack.eventBridgeClient().putEvents(request -> request.entries(entry));
      stack.awaitIdle();

      CachedItem item = stack.get("my-cache", "test-key").orElseThrow();
      assertThat(item.text()).isEqualTo("hello world!");
      assertThat(item.remainingTtl()).isBetween(Duration.ofMinutes(4), TTL);
    }
  }

  @Test
  void eachKindOfEventArrives() throws InterruptedException {
    try (LocalMomentoStack stack = withCache();
        TopicSubscription news = stack.subscribe("my-cache", "news")) {
      MomentoEventPublisher publisher = stack.publisher();
      publisher.cacheSet("my-cache", "a", "1", TTL);
      publisher.cacheSet("my-cache", "b", "2", TTL);
      publisher.cacheSet("my-cache", "key with / and é", "3", TTL);
      publisher.cacheDelete("my-cache", "a");
      publisher.topicPublish("my-cache", "news", "breaking \"news\"");
      stack.awaitIdle();

      assertThat(stack.size("my-cache")).isEqualTo(2);
      assertThat(stack.get("my-cache", "a")).isEmpty();
      assertThat(stack.get("my-cache", "key with / and é".getBytes(UTF_8)))
          .map(CachedItem::text)
          .hasValue("3");
      assertThat(news.next().text()).isEqualTo("breaking \"news\"");
      assertThat(stack.counts()).isEqualTo(new StackCounts(5, 5, 5, 0, 0, 5, 0, 0, 0));
    }
  }

  /** On JDK 25 the common pool of a machine with two processors has one thread. */
  @Test
  @Timeout(60)
  void eventsArriveWhileTheThreadsOfTheCommonPoolAreBusy() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    List<CompletableFuture<Void>> busy =
        IntStream.range(0, ForkJoinPool.getCommonPoolParallelism())
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            end.await();
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          }
                        }))
            .toList();
    try (LocalMomentoStack stack = withCache()) {
      stack.publisher().cacheSet("my-cache", "a", "1", TTL);
      stack.awaitIdle();

      assertThat(stack.get("my-cache", "a")).isPresent();
    } finally {
      end.countDown();
      busy.forEach(CompletableFuture::join);
    }
  }

  @Test
  void aMessageCanArriveWithItsQuotes() throws InterruptedException {
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").messageBody(MessageBody.JSON).start()) {
      stack.publisher().cacheSet("my-cache", "a", "say \"hi\"", TTL);
      stack.awaitIdle();

      assertThat(stack.get("my-cache", "a")).map(CachedItem::text).hasValue("\"say \\\"hi\\\"\"");
    }
  }

  @Test
  void throttlingAtMomentoIsSurvivedWithoutWaiting() throws InterruptedException {
    try (LocalMomentoStack stack = withCache()) {
      stack.momentoFaults().respondNext(429, 10);
      stack.publisher().cacheSet("my-cache", "a", "1", Duration.ofHours(24));
      stack.awaitIdle();

      assertThat(stack.get("my-cache", "a")).isPresent();
      assertThat(stack.counts().retries()).isEqualTo(10);
    }
  }

  @Test
  void aDeadLetterCanBePublishedAgain() throws InterruptedException {
    try (LocalMomentoStack stack = LocalMomentoStack.start()) {
      String id = stack.publisher().cacheSet("later", "a", "1", TTL);
      stack.awaitIdle();

      assertThat(stack.deadLetters()).hasSize(1);
      DeadLetter letter = stack.takeDeadLetters().get(0);
      assertThat(stack.deadLetters()).isEmpty();
      assertThat(letter.eventId()).isEqualTo(id);
      assertThat(letter.errorMessage().orElseThrow()).contains("404");
      assertThat(stack.counts().deadLettered()).isOne();

      stack.createCache("later");
      stack.publisher().publish(letter.event(), letter.attributes());
      stack.awaitIdle();
      assertThat(stack.get("later", "a")).map(CachedItem::text).hasValue("1");
    }
  }

  @Test
  void aDayOfRetriesEndsInTheDeadLetterQueue() throws InterruptedException {
    LocalClock clock = LocalClock.skippingWaits();
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").clock(clock).start()) {
      Instant before = clock.instant();
      stack.momentoFaults().refuseToken();
      stack.publisher().cacheSet("my-cache", "a", "1", TTL);
      stack.awaitIdle();

      assertThat(stack.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.exhaustedRetryCondition()).hasValue("MaximumRetryAttempts");
                assertThat(letter.attempts()).hasValue(186);
              });
      assertThat(Duration.between(before, clock.instant())).isGreaterThan(Duration.ofHours(20));
    }
  }

  @Test
  void aClockMovedByHandExpiresItems() throws InterruptedException {
    LocalClock clock = LocalClock.movedByHand(Instant.parse("2026-01-01T00:00:00Z"));
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").clock(clock).start()) {
      stack.publisher().cacheSet("my-cache", "a", "1", TTL);
      stack.awaitIdle();

      clock.advance(TTL.minusSeconds(1));
      assertThat(stack.get("my-cache", "a")).isPresent();
      clock.advance(Duration.ofSeconds(1));
      assertThat(stack.get("my-cache", "a")).isEmpty();
    }
  }

  @Test
  void hopsTellTheWayOfAnEvent() throws InterruptedException {
    ConcurrentLinkedQueue<String> hops = new ConcurrentLinkedQueue<>();
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder()
            .caches("my-cache")
            .hopListener(hop -> hops.add(hop.toString()))
            .start()) {
      String id = stack.publisher().cacheSet("my-cache", "secret-key", "secret-message", TTL);
      stack.awaitIdle();

      assertThat(hops)
          .containsExactly(
              "accepted " + id + " cacheSet my-cache",
              "delivered " + id + " cacheSet my-cache: 204");
    }
  }

  @Test
  void aHopListenerThatFailsStopsNothing() throws InterruptedException {
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder()
            .caches("my-cache")
            .hopListener(
                hop -> {
                  throw new AssertionError("listener");
                })
            .start()) {
      stack.publisher().cacheSet("my-cache", "a", "1", TTL);
      stack.awaitIdle();

      assertThat(stack.counts().delivered()).isOne();
    }
  }

  @Test
  void aBusOfOnesOwn() throws InterruptedException {
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").eventBusName("orders").start()) {
      stack.publisher().verifyEventBus();
      stack.publisher().cacheSet("my-cache", "a", "1", TTL);
      try (MomentoEventPublisher onDefault =
          stack.publisherBuilder().eventBusName("default").build()) {
        onDefault.verifyEventBus();
        onDefault.cacheSet("my-cache", "b", "2", TTL);
      }
      try (MomentoEventPublisher misspelt =
          stack.publisherBuilder().eventBusName("order").build()) {
        assertThatThrownBy(misspelt::verifyEventBus).isInstanceOf(EventBusNotFoundException.class);
        misspelt.cacheSet("my-cache", "c", "3", TTL);
      }
      stack.awaitIdle();

      assertThat(stack.size("my-cache")).isOne();
      assertThat(stack.counts().unmatched()).isOne();
      assertThat(stack.counts().dropped()).isOne();
    }
  }

  @Test
  void theAsynchronousPublishersSendToTheSameBus() throws InterruptedException {
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").eventBusName("orders").start()) {
      stack.asyncPublisher().cacheSet("my-cache", "a", "1", TTL).join();
      assertThat(stack.asyncPublisher()).isSameAs(stack.asyncPublisher());
      try (MomentoEventAsyncPublisher billing =
          stack.asyncPublisherBuilder().source("billing").build()) {
        billing.cacheSet("my-cache", "b", "2", TTL).join();
      }
      stack.awaitIdle();

      assertThat(stack.size("my-cache")).isEqualTo(2);
      assertThat(stack.counts().delivered()).isEqualTo(2);
    }
  }

  @Test
  void aBusByItsArnSetsTheAccount() throws InterruptedException {
    String arn = "arn:aws:events:eu-west-1:123456789012:event-bus/orders";
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder()
            .region("eu-west-1")
            .eventBusName(arn)
            .caches("my-cache")
            .start()) {
      stack.publisher().cacheSet("my-cache", "a", "1", TTL);
      stack.awaitIdle();

      assertThat(stack.size("my-cache")).isOne();
      assertThat(stack.eventBridgeClient().describeEventBus(bus -> bus.name("orders")).arn())
          .isEqualTo(arn);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalMomentoStack.builder().eventBusName(arn).start())
        .withMessageContaining("eu-west-1 and the stack in us-east-1");
  }

  @Test
  void parametersOfTheTemplate() throws InterruptedException {
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder()
            .caches("my-cache")
            .parameter("EventSources", "checkout,billing")
            .parameter("RetryMaximumAttempts", "2")
            .start()) {
      stack.publisher().cacheSet("my-cache", "a", "1", TTL);
      stack.awaitIdle();
      assertThat(stack.counts().unmatched()).isOne();

      stack.momentoFaults().respondNext(500, 3);
      try (MomentoEventPublisher billing = stack.publisherBuilder().source("billing").build()) {
        billing.cacheSet("my-cache", "a", "1", TTL);
      }
      stack.awaitIdle();
      assertThat(stack.deadLetters()).map(DeadLetter::attempts).containsExactly(Optional.of(3));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalMomentoStack.builder().parameter("MomentoAuthToken", "x"))
        .withMessageContaining("use token");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalMomentoStack.builder().parameter("Nonsense", "x").start())
        .withMessageContaining("Nonsense");
  }

  @Test
  void theSizeLimitCanBeEitherReading() {
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").maxRequestBytes(1_000).start()) {
      assertThatThrownBy(() -> stack.publisher().cacheSet("my-cache", "a", "x".repeat(1_000), TTL))
          .hasMessageContaining("too large");
      List<MomentoEvent> events =
          IntStream.range(0, 4)
              .<MomentoEvent>mapToObj(i -> CacheSet.of("my-cache", "k" + i, "x".repeat(300), TTL))
              .toList();
      assertThat(stack.publisher().publishAll(events).allAccepted()).isTrue();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalMomentoStack.builder().maxRequestBytes(0));
  }

  @Test
  void aMomentoThatAllowsMoreTakesIt() throws InterruptedException {
    Duration month = Duration.ofDays(30);
    String long30 = "x".repeat(30_000);
    try (LocalMomentoStack stack =
            LocalMomentoStack.builder()
                .caches("my-cache")
                .maxTtl(month)
                .maxTopicMessageBytes(30_000)
                .start();
        TopicSubscription news = stack.subscribe("my-cache", "news")) {
      stack.publisher().cacheSet("my-cache", "a", "1", month);
      stack.asyncPublisher().topicPublish("my-cache", "news", long30).join();
      stack.awaitIdle();

      assertThat(stack.deadLetters()).isEmpty();
      assertThat(stack.get("my-cache", "a").orElseThrow().remainingTtl())
          .isBetween(month.minusHours(1), month);
      assertThat(news.next().text()).isEqualTo(long30);
    }
  }

  @Test
  void whatMomentoDoesNotAllowIsRefusedByThePublishersOfTheStack() {
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().maxTtl(TTL).maxTopicMessageBytes(3).start()) {
      assertThatThrownBy(() -> stack.publisher().cacheSet("c", "k", "m", TTL.plusSeconds(1)))
          .isInstanceOf(EventValidationException.class)
          .hasMessageContaining("maxTtl");
      assertThat(stack.asyncPublisher().topicPublish("c", "t", "long"))
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withMessageContaining("maxTopicMessageBytes");
    }
  }

  /** Whoever sends by other means than these publishers meets Momento's own answer. */
  @Test
  void whatMomentoDoesNotAllowIsADeadLetter() throws InterruptedException {
    try (LocalMomentoStack stack = withCache();
        MomentoEventPublisher generous =
            stack
                .publisherBuilder()
                .maxTtl(Duration.ofDays(30))
                .maxTopicMessageBytes(30_000)
                .build()) {
      generous.cacheSet("my-cache", "a", "1", Duration.ofDays(30));
      generous.topicPublish("my-cache", "news", "x".repeat(30_000));
      stack.awaitIdle();

      assertThat(stack.deadLetters())
          .hasSize(2)
          .allSatisfy(letter -> assertThat(letter.errorMessage().orElseThrow()).contains("400"));
    }
  }

  @Test
  void momentosLimitsHaveTheRangesOfThePublishers() {
    LocalMomentoStack.Builder builder = LocalMomentoStack.builder();

    assertThatThrownBy(() -> builder.maxTtl(Duration.ofMillis(999)))
        .isInstanceOf(EventValidationException.class)
        .hasMessage("maxTtl is PT0.999S; give at least 1 second");
    assertThatThrownBy(() -> builder.maxTopicMessageBytes(0))
        .isInstanceOf(EventValidationException.class)
        .hasMessage("maxTopicMessageBytes is 0; give 1 to 1,048,576");
  }

  /** With the SDK's retries below their own, nothing that a publisher tells of them was true. */
  @Test
  void thePublishersRetryThemselvesAsInProduction() {
    Retries retries = new Retries();
    try (LocalMomentoStack stack = withCache();
        MomentoEventPublisher told = stack.publisherBuilder().listener(retries).build()) {
      stack.eventBridgeFaults().throttleNext(1);
      assertThat(stack.publisher().publishAll(List.of(CacheDelete.of("my-cache", "a"))).outcomes())
          .singleElement()
          .satisfies(outcome -> assertThat(outcome.attempts()).isEqualTo(2));

      stack.eventBridgeFaults().throttleNext(1);
      told.cacheDelete("my-cache", "a");
      assertThat(retries.codes).containsExactly(ErrorCode.THROTTLING);
      assertThat(retries.attempts).containsExactly(2);

      stack.eventBridgeFaults().throttleNext(1);
      try (MomentoEventAsyncPublisher toldInTheBackground =
          stack.asyncPublisherBuilder().listener(retries).build()) {
        toldInTheBackground.cacheDelete("my-cache", "a").join();
      }
      assertThat(retries.codes).containsExactly(ErrorCode.THROTTLING, ErrorCode.THROTTLING);
      assertThat(retries.attempts).containsExactly(2, 2);
      assertThat(stack.counts().requests()).isEqualTo(6);
    }
  }

  /** What a publisher's metrics hear. */
  private static final class Retries implements PublisherListener {
    private final Queue<ErrorCode> codes = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> attempts = new ConcurrentLinkedQueue<>();

    @Override
    public void onRetry(ErrorCode code, int entries, Duration delay) {
      codes.add(code);
    }

    @Override
    public void onOutcome(PublishOutcome outcome) {
      attempts.add(outcome.attempts());
    }
  }

  @Test
  void theClientsOfTheStackDoNotRetry() {
    try (LocalMomentoStack stack = withCache()) {
      stack.eventBridgeFaults().throttleNext(2);

      assertThatThrownBy(
              () -> stack.eventBridgeClient().putEvents(request -> request.entries(cacheSet("a"))))
          .hasMessageContaining("Rate exceeded");
      assertThatThrownBy(
              () ->
                  stack
                      .eventBridgeAsyncClient()
                      .putEvents(request -> request.entries(cacheSet("a")))
                      .join())
          .hasMessageContaining("Rate exceeded");
    }
  }

  @Test
  void eventsOfOneCacheKeepTheirOrder() throws InterruptedException {
    try (LocalMomentoStack stack = withCache()) {
      List<MomentoEvent> events = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        events.add(CacheSet.of("my-cache", "k", String.valueOf(i), TTL));
        events.add(TopicPublish.of("my-cache", "news", String.valueOf(i)));
      }
      events.add(CacheSet.of("my-cache", "gone", "x", TTL));
      events.add(CacheDelete.of("my-cache", "gone"));
      try (TopicSubscription news = stack.subscribe("my-cache", "news")) {
        assertThat(stack.publisher().publishAll(events).allAccepted()).isTrue();
        stack.awaitIdle();

        assertThat(stack.get("my-cache", "k")).map(CachedItem::text).hasValue("99");
        assertThat(stack.get("my-cache", "gone")).isEmpty();
        for (int i = 0; i < 100; i++) {
          assertThat(news.next().text()).isEqualTo(String.valueOf(i));
        }
      }
    }
  }

  @Test
  void sendsToAnotherMomento() throws InterruptedException {
    try (LocalMomentoStack momento = withCache();
        LocalMomentoStack stack =
            LocalMomentoStack.builder().momentoEndpoint(momento.momentoEndpoint()).start()) {
      stack.publisher().cacheSet("my-cache", "a", "1", TTL);
      stack.awaitIdle();

      assertThat(momento.get("my-cache", "a")).isPresent();
      assertThat(stack.momentoEndpoint()).isEqualTo(momento.momentoEndpoint());
      assertThatIllegalStateException()
          .isThrownBy(() -> stack.get("my-cache", "a"))
          .withMessageContaining(momento.momentoEndpoint().toString());
      stack.reset();
    }
  }

  @Test
  void resettingBringsBackTheStart() throws InterruptedException {
    LocalClock clock = LocalClock.movedByHand(Instant.parse("2026-01-01T00:00:00Z"));
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").clock(clock).start()) {
      MomentoEventPublisher publisher = stack.publisher();
      stack.createCache("more");
      publisher.cacheSet("my-cache", "a", "1", TTL);
      publisher.cacheSet("none", "a", "1", TTL);
      stack.awaitIdle();
      stack.momentoFaults().respondNext(500, 5);
      publisher.cacheSet("my-cache", "b", "1", TTL);
      await().until(() -> stack.counts().retries() == 1);
      stack.eventBridgeFaults().failNextEntries("AccessDeniedException", "x", 1);

      stack.reset();

      assertThat(stack.counts()).isEqualTo(new StackCounts(0, 0, 0, 0, 0, 0, 0, 0, 0));
      assertThat(stack.deadLetters()).isEmpty();
      assertThat(stack.size("my-cache")).isZero();
      assertThatThrownBy(() -> stack.size("more")).isInstanceOf(IllegalArgumentException.class);
      clock.advance(Duration.ofDays(1));
      publisher.cacheSet("my-cache", "c", "1", TTL);
      stack.awaitIdle();
      assertThat(stack.size("my-cache")).isOne();
    }
  }

  @Test
  void anEventIsAwaitedFromTheMomentItShowsAsAccepted() throws Exception {
    CountDownLatch accepted = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder()
            .caches("my-cache")
            .hopListener(
                hop -> {
                  if (hop.step() == Hop.Step.ACCEPTED) {
                    accepted.countDown();
                    awaitQuietly(goOn);
                  }
                })
            .start()) {
      CompletableFuture<?> put =
          stack.eventBridgeAsyncClient().putEvents(request -> request.entries(cacheSet("a")));
      accepted.await();
      FutureTask<Long> delivered =
          new FutureTask<>(
              () -> {
                stack.awaitIdle();
                return stack.counts().delivered();
              });
      Thread waiting = new Thread(delivered, "awaits-idle");
      waiting.start();
      // It either waits, or has ended too early.
      await().until(() -> waiting.getState() != Thread.State.RUNNABLE);
      goOn.countDown();

      assertThat(delivered.get()).isOne();
      put.join();
    }
  }

  @Test
  void aRequestThatWasHeldIsRefusedByAResetAndLeavesNothingBehind() throws Exception {
    try (LocalMomentoStack stack = withCache()) {
      Hold hold = stack.eventBridgeFaults().hold();
      List<CompletableFuture<PutEventsResponse>> held = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        PutEventsRequestEntry entry = cacheSet("k" + i);
        held.add(stack.eventBridgeAsyncClient().putEvents(request -> request.entries(entry)));
      }
      hold.awaitCalls(8);

      stack.reset();

      for (CompletableFuture<PutEventsResponse> call : held) {
        assertThatThrownBy(call::join).hasMessageContaining("was reset while this request");
      }
      stack.awaitIdle();
      assertThat(stack.counts()).isEqualTo(new StackCounts(0, 0, 0, 0, 0, 0, 0, 0, 0));
      assertThat(stack.size("my-cache")).isZero();
    }
  }

  @Test
  void aResetLeavesNothingInTheBufferOfTheAsynchronousPublisher() throws Exception {
    try (LocalMomentoStack stack = withCache()) {
      Hold hold = stack.eventBridgeFaults().hold();
      List<CompletableFuture<String>> outcomes =
          IntStream.range(0, 15)
              .mapToObj(i -> stack.asyncPublisher().cacheSet("my-cache", "k" + i, "v", TTL))
              .toList();
      hold.awaitCalls(8); // the rest waits for answers

      stack.reset();
      assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isDone());
      stack.awaitIdle();

      assertThat(stack.counts()).isEqualTo(new StackCounts(0, 0, 0, 0, 0, 0, 0, 0, 0));
      assertThat(stack.size("my-cache")).isZero();
    }
  }

  @Test
  void closingFailsWhatTheAsynchronousPublisherHasNotSent() throws Exception {
    CompletableFuture<String> outcome;
    try (LocalMomentoStack stack = withCache()) {
      Hold hold = stack.eventBridgeFaults().hold();
      outcome = stack.asyncPublisher().cacheSet("my-cache", "a", "1", TTL);
      hold.awaitCalls(1);
    }

    assertThatThrownBy(outcome::join).hasCauseInstanceOf(PublisherClosedException.class);
  }

  @Test
  void aResetWaitsForTheRequestThatIsBeingCarriedOut() throws Exception {
    CountDownLatch accepted = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder()
            .caches("my-cache")
            .hopListener(
                hop -> {
                  accepted.countDown();
                  awaitQuietly(goOn);
                })
            .start()) {
      CompletableFuture<?> put =
          stack.eventBridgeAsyncClient().putEvents(request -> request.entries(cacheSet("a")));
      accepted.await();
      FutureTask<StackCounts> afterReset =
          new FutureTask<>(
              () -> {
                stack.reset();
                return stack.counts();
              });
      Thread waiting = new Thread(afterReset, "resets");
      waiting.start();
      await().until(() -> waiting.getState() != Thread.State.RUNNABLE);
      goOn.countDown();

      assertThat(afterReset.get()).isEqualTo(new StackCounts(0, 0, 0, 0, 0, 0, 0, 0, 0));
      put.join();
      assertThat(stack.size("my-cache")).isZero();
    }
  }

  @Test
  void theDeepestLegalDetailIsDeadLetteredAndHidesNoOther() throws InterruptedException {
    try (LocalMomentoStack stack = LocalMomentoStack.start()) {
      String deepest = "{\"a\":".repeat(999) + "1" + "}".repeat(999);
      PutEventsRequestEntry deep =
          cacheSet("a").toBuilder()
              .detail(
                  "{\"cacheName\":\"none\",\"key\":\"k\",\"message\":\"m\",\"ttl\":60,\"x\":"
                      + deepest
                      + "}")
              .build();
      stack.eventBridgeClient().putEvents(request -> request.entries(deep, cacheSet("b")));
      stack.awaitIdle();

      assertThat(stack.counts().deadLettered()).isEqualTo(2);
      List<DeadLetter> letters = stack.takeDeadLetters();
      assertThat(letters.stream().flatMap(letter -> keys(letter).stream())).contains("b");
    }
  }

  private static List<String> keys(DeadLetter letter) {
    try {
      return List.of(((CacheSet) letter.event()).key().value());
    } catch (EventValidationException e) {
      return List.of();
    }
  }

  @Test
  void awaitingAStackThatWasClosedEarlyFails() throws InterruptedException {
    LocalMomentoStack stack = withCache();
    Hold hold = stack.momentoFaults().hold();
    stack.publisher().cacheSet("my-cache", "a", "1", TTL);
    hold.awaitCalls(1);
    stack.close();

    assertThatIllegalStateException()
        .isThrownBy(stack::awaitIdle)
        .withMessageStartingWith("the stack was closed before every event had arrived");
  }

  @Test
  void awaitingAStackThatWasClosedWithNothingToDoIsAllowed() throws InterruptedException {
    LocalMomentoStack stack = withCache();
    stack.close();
    stack.awaitIdle();
  }

  @Test
  void anEventThatIsRetriedIsOvertakenByTheNextOne() throws InterruptedException {
    try (LocalMomentoStack stack = withCache()) {
      stack.momentoFaults().respondNext(500, 1);
      PutEventsRequestEntry older = cacheSet("a");
      PutEventsRequestEntry newer =
          older.toBuilder().detail(older.detail().replace("\"m\"", "\"newer\"")).build();
      stack.eventBridgeClient().putEvents(request -> request.entries(older, newer));
      stack.awaitIdle();

      assertThat(stack.get("my-cache", "a")).map(CachedItem::text).hasValue("m");
    }
  }

  @Test
  void nothingButLoopbackReachesEitherPort() throws Exception {
    try (LocalMomentoStack stack = withCache()) {
      for (URI endpoint : List.of(stack.eventBridgeEndpoint(), stack.momentoEndpoint())) {
        assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
        List<InetAddress> others =
            NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .collect(toList());
        for (InetAddress other : others) {
          assertThatThrownBy(() -> new Socket(other, endpoint.getPort()).close())
              .as("%s", other)
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  private static PutEventsRequestEntry cacheSet(String key) {
    return PutEventsRequestEntry.builder()
        .source("demo")
        .detailType("cacheSet")
        .detail(
            "{\"cacheName\":\"my-cache\",\"key\":\"%s\",\"message\":\"m\",\"ttl\":60}"
                .formatted(key))
        .build();
  }

  @Test
  void twentySideBySide() throws InterruptedException {
    List<LocalMomentoStack> stacks = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        stacks.add(withCache());
      }
      for (int i = 0; i < 20; i++) {
        stacks.get(i).publisher().cacheSet("my-cache", "me", String.valueOf(i), TTL);
      }
      for (int i = 0; i < 20; i++) {
        stacks.get(i).awaitIdle();
        assertThat(stacks.get(i).get("my-cache", "me"))
            .map(CachedItem::text)
            .hasValue(String.valueOf(i));
      }
    } finally {
      stacks.forEach(LocalMomentoStack::close);
    }
    await().until(() -> ownThreads().isEmpty());
  }

  @Test
  void closingFreesPortsAndThreadsWhileDeliveriesArePending() {
    URI eventBridge;
    URI momento;
    try (LocalMomentoStack stack = withCache()) {
      eventBridge = stack.eventBridgeEndpoint();
      momento = stack.momentoEndpoint();
      stack.momentoFaults().hold();
      for (int i = 0; i < 30; i++) {
        stack.publisher().cacheSet("my-cache", "k" + i, "v", TTL);
      }
      stack.eventBridgeFaults().hold();
    }

    await().until(() -> ownThreads().isEmpty());
    for (URI endpoint : List.of(eventBridge, momento)) {
      assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void closingTwiceDoesNothing() {
    LocalMomentoStack stack = LocalMomentoStack.start();
    stack.close();
    stack.close();
  }

  @Test
  void aPortThatIsTakenIsNamedAndNothingIsLeftBehind() {
    try (LocalMomentoStack stack = LocalMomentoStack.start()) {
      int port = stack.eventBridgeEndpoint().getPort();
      assertThatThrownBy(() -> LocalMomentoStack.builder().eventBridgePort(port).start())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "EventBridge cannot listen on port %d of 127.0.0.1; choose another, or 0 for any",
              port);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalMomentoStack.builder().eventBridgePort(-1))
        .withMessage("EventBridge's port is -1; it must be 1 to 65535, or 0 for any free one");
    await().until(() -> ownThreads().isEmpty());
  }

  @Test
  void anEmptyTokenIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalMomentoStack.builder().token(""))
        .withMessage("token is empty: give 1 to 512 characters");
  }

  @Test
  void itsTextHasNoToken() {
    try (LocalMomentoStack stack = LocalMomentoStack.builder().token("confidential").start()) {
      assertThat(stack.token()).isEqualTo("confidential");
      assertThat(stack.toString())
          .contains(stack.eventBridgeEndpoint().toString())
          .doesNotContain("confidential");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static LocalMomentoStack withCache() {
    return LocalMomentoStack.builder().caches("my-cache").start();
  }

  private static List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("momento-local-"))
        .collect(toList());
  }
}
