package momento.eventbridge.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import momento.eventbridge.internal.send.VirtualTime;
import momento.eventbridge.local.Hop;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.StackCounts;
import momento.eventbridge.local.TopicMessage;
import momento.eventbridge.local.TopicSubscription;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * A hundred thousand events through the SDK's client and HTTP to the local stack and on to its
 * Momento, while requests and entries fail in every way that is known. Afterwards each event's
 * outcome is held against what the service did with it.
 *
 * <p>The same seed is the same storm: {@code -Dstorm.seed} and {@code -Dstorm.events} change it.
 */
@RunsAgainst(Counterpart.LOCAL_STACK)
class FaultStormIT {
  private static final long SEED = Long.getLong("storm.seed", 1);
  private static final int EVENTS = Integer.getInteger("storm.events", 100_000);

  // In the publisher's time. A tenth of it is what a request may take in real time.
  private static final Duration DELIVERY_TIMEOUT = Duration.ofMinutes(20);

  @Test
  void theSynchronousPublisherTellsTheTruthOfEveryEvent() throws Exception {
    System.out.printf("Fault storm: seed %d, %,d events%n", SEED, EVENTS);
    System.out.println(report(SEED, EVENTS));
  }

  @Test
  void theSameSeedIsTheSameStorm() throws Exception {
    assertThat(report(SEED, 2_000)).isEqualTo(report(SEED, 2_000));
  }

  private static String report(long seed, int count)
      throws InterruptedException, ExecutionException {
    Set<String> eventIds = ConcurrentHashMap.newKeySet();
    VirtualTime time = new VirtualTime(seed);
    try (LocalMomentoStack stack =
            LocalMomentoStack.builder()
                .caches(StormEvents.CACHES.toArray(String[]::new))
                .hopListener(hop -> keepAcceptedId(hop, eventIds))
                .start();
        Subscribers subscribers = new Subscribers(stack)) {
      Storm storm = new Storm(seed, count, DELIVERY_TIMEOUT, stack.eventBridgeFaults(), time::pass);
      List<PublishOutcome> outcomes = new ArrayList<>(count);
      try (EventBridgeClient client = client(stack, storm);
          MomentoEventPublisher publisher = time.publisher(client, DELIVERY_TIMEOUT)) {
        assertThat(publisher.publishAll(new StormEvents(count), outcomes::add).complete()).isTrue();
      }
      storm.end();
      stack.awaitIdle();

      checkService(storm, stack, subscribers.messages(count), count);
      return checkOutcomes(storm, outcomes, eventIds, count);
    }
  }

  private static void keepAcceptedId(Hop hop, Set<String> eventIds) {
    if (hop.step() == Hop.Step.ACCEPTED) {
      eventIds.add(hop.eventId().orElseThrow());
    }
  }

  private static EventBridgeClient client(LocalMomentoStack stack, Storm storm) {
    return EventBridgeClient.builder()
        .endpointOverride(stack.eventBridgeEndpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("storm", "storm")))
        .overrideConfiguration(
            c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()).addExecutionInterceptor(storm))
        .build();
  }

  /** The ledger is true: what it says was stored is what Momento got, no more and no less. */
  private static void checkService(
      Storm storm, LocalMomentoStack stack, int[] messages, int count) {
    StackCounts counts = stack.counts();
    assertThat(counts.requests()).isEqualTo(storm.requests());
    long stored = 0;
    for (int number = 0; number < count; number++) {
      stored += storm.stored(number);
      if (StormEvents.isSet(number)) {
        assertThat(stack.get(StormEvents.cache(number), StormEvents.key(number)).isPresent())
            .as("event %d is in the cache", number)
            .isEqualTo(storm.stored(number) > 0);
      } else {
        assertThat(messages[number])
            .as("how often event %d was heard", number)
            .isEqualTo(storm.stored(number));
      }
    }
    assertThat(counts.accepted()).isEqualTo(stored);
    assertThat(counts.delivered()).isEqualTo(stored);
  }

  private static String checkOutcomes(
      Storm storm, List<PublishOutcome> outcomes, Set<String> eventIds, int count) {
    Map<ErrorCode, Integer> rejected = new TreeMap<>();
    int[] outcomesOf = new int[count];
    int accepted = 0;
    int unknown = 0;
    int unknownStored = 0;
    int mostAttempts = 0;
    int duplicates = 0;
    for (PublishOutcome outcome : outcomes) {
      int number = StormEvents.number(outcome.event().toDetail());
      outcomesOf[number]++;
      int stored = storm.stored(number);
      int lost = storm.answersLost(number);
      assertThat(outcome.attempts()).as("attempts of %d", number).isEqualTo(storm.sent(number));
      mostAttempts = Math.max(mostAttempts, outcome.attempts());
      if (outcome instanceof Accepted one) {
        accepted++;
        assertThat(stored).as("how often accepted event %d was stored", number).isPositive();
        assertThat(eventIds.remove(one.eventId())).as("the id of %d", number).isTrue();
        // Beyond the one that was answered, each needs an answer that was not.
        assertThat(stored - 1).as("duplicates of %d", number).isLessThanOrEqualTo(lost);
        duplicates += stored - 1;
      } else if (outcome instanceof Rejected one) {
        rejected.merge(one.code(), 1, Integer::sum);
        assertThat(one.mayHaveBeenAccepted())
            .as("doubt of %d", number)
            .isEqualTo(lost > 0 || storm.serverErrors(number) > 0);
        assertThat(stored)
            .as("how often rejected event %d was stored", number)
            .isLessThanOrEqualTo(lost);
        unknown += one.mayHaveBeenAccepted() ? 1 : 0;
        unknownStored += stored > 0 ? 1 : 0;
        duplicates += Math.max(0, stored - 1);
        assertThat(one.code() == ErrorCode.INVALID_EVENT)
            .as("event %d was refused unsent", number)
            .isEqualTo(StormEvents.isInvalid(number));
      }
    }
    assertThat(outcomesOf).as("outcomes of each event").containsOnly(1);
    assertThat(storm.requestFaults())
        .as("faults that came")
        .containsOnlyKeys(Storm.RequestFault.values());
    return String.format(
        Locale.ROOT,
        """
          requests %,d, of them delayed %,d; what happened to them: %s
          entries failed %,d: %s
          accepted %,d, rejected %,d: %s
          of the rejected unknown %,d, of which the service had stored %,d
          duplicates in the service %,d, most attempts of one event %d\
        """,
        storm.requests(),
        storm.delays(),
        storm.requestFaults(),
        Storm.sum(storm.entryFaults().values()),
        storm.entryFaults(),
        accepted,
        Storm.sum(rejected.values()),
        rejected,
        unknown,
        unknownStored,
        duplicates,
        mostAttempts);
  }

  /** Hears every message of every topic. */
  private static final class Subscribers implements AutoCloseable {
    private final List<TopicSubscription> subscriptions;

    Subscribers(LocalMomentoStack stack) {
      subscriptions =
          StormEvents.CACHES.stream()
              .map(cache -> stack.subscribe(cache, StormEvents.TOPIC))
              .toList();
    }

    /** How often each event's message was heard so far. */
    int[] messages(int count) {
      int[] heard = new int[count];
      for (TopicSubscription subscription : subscriptions) {
        for (Optional<TopicMessage> message = subscription.poll();
            message.isPresent();
            message = subscription.poll()) {
          heard[StormEvents.number(message.get().text())]++;
        }
      }
      return heard;
    }

    @Override
    public void close() {
      subscriptions.forEach(TopicSubscription::close);
    }
  }
}
