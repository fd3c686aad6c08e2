package momento.eventbridge.tests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import momento.eventbridge.local.EventBridgeFaults;
import momento.eventbridge.local.Hold;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Faults as a seed has them, and a ledger of what went over the wire and what the service did.
 *
 * <p>As an interceptor of the SDK's client it scripts a fault for each request just before it
 * leaves, and sees below the publisher whether an answer came back that can be used. As predicates
 * of the stack's faults it sees each entry that the service looks at, fails some, and knows the
 * others as stored.
 *
 * <p>Which entry fails depends on the seed, the event and how often the service saw it, so on no
 * order. Which request fails depends on the seed and the request's number: with one request at a
 * time the storm repeats itself exactly. With several the scripted fault may meet another request
 * than the one that it was drawn for; the ledger is right all the same, because it holds what
 * happened and not what was drawn.
 */
final class Storm implements ExecutionInterceptor {
  /** What happens to a request, and to how many in a hundred. */
  enum RequestFault {
    THROTTLED(4),
    HTTP_500(3),
    HTTP_503(2),
    ACCESS_DENIED(1),
    TOO_LARGE(4),
    DROPPED_BEFORE(3),
    DROPPED_AFTER(3),
    WRONG_LENGTH(2),
    NO_FAILED_COUNT(2),
    NONE(76);

    private final int percent;

    RequestFault(int percent) {
      this.percent = percent;
    }

    static RequestFault draw(Random random) {
      int drawn = random.nextInt(100);
      for (RequestFault fault : values()) {
        drawn -= fault.percent;
        if (drawn < 0) {
          return fault;
        }
      }
      throw new AssertionError("the percentages are less than 100 together");
    }
  }

  /** What the service says of an entry, and of how many in a thousand. */
  enum EntryFault {
    INTERNAL_FAILURE("InternalFailure", 40),
    THROTTLED("ThrottlingException", 20),
    ACCESS_DENIED("AccessDeniedException", 5),
    UNKNOWN("BrandNewException", 5);

    private final String code;
    private final int permille;

    EntryFault(String code, int permille) {
      this.code = code;
      this.permille = permille;
    }
  }

  private static final int DELAYED_PERCENT = 3;
  private static final Duration LATENCY = Duration.ofMillis(20);

  private final long seed;
  private final Duration longestDelay;
  private final EventBridgeFaults faults;
  private final Consumer<Duration> passTime;
  private final Random random;

  private final Map<RequestFault, Integer> requestFaults = new EnumMap<>(RequestFault.class);
  private final List<CompletableFuture<Void>> delays = new ArrayList<>();
  private int requests;
  private int underWay;
  private boolean holding;

  private final Map<EntryFault, Integer> entryFaults = new ConcurrentHashMap<>();
  private final AtomicIntegerArray sent;
  private final AtomicIntegerArray answersLost;
  private final AtomicIntegerArray serverErrors;
  private final AtomicIntegerArray seen;
  private final AtomicIntegerArray stored;

  Storm(
      long seed,
      int events,
      Duration longestDelay,
      EventBridgeFaults faults,
      Consumer<Duration> passTime) {
    this.seed = seed;
    this.longestDelay = longestDelay;
    this.faults = faults;
    this.passTime = passTime;
    this.random = new Random(seed);
    sent = new AtomicIntegerArray(events);
    answersLost = new AtomicIntegerArray(events);
    serverErrors = new AtomicIntegerArray(events);
    seen = new AtomicIntegerArray(events);
    stored = new AtomicIntegerArray(events);
    // The stack asks them in this order, up to the first that says yes.
    faults.failEntriesWhere("never", "never", this::see);
    for (EntryFault fault : EntryFault.values()) {
      faults.failEntriesWhere(fault.code, "said the storm", entry -> fails(entry, fault));
    }
    faults.failEntriesWhere("never", "never", this::store);
  }

  private boolean see(PutEventsRequestEntry entry) {
    seen.incrementAndGet(StormEvents.number(entry.detail()));
    return false;
  }

  private boolean fails(PutEventsRequestEntry entry, EntryFault fault) {
    int number = StormEvents.number(entry.detail());
    long chance = seed * 31 + number * 0x9E3779B97F4A7C15L + seen.get(number);
    int drawn = new SplittableRandom(chance).nextInt(1_000);
    for (EntryFault other : EntryFault.values()) {
      if (drawn >= 0 && drawn < other.permille && other == fault) {
        entryFaults.merge(fault, 1, Integer::sum);
        return true;
      }
      drawn -= other.permille;
    }
    return false;
  }

  private boolean store(PutEventsRequestEntry entry) {
    stored.incrementAndGet(StormEvents.number(entry.detail()));
    return false;
  }

  @Override
  public synchronized void beforeExecution(
      Context.BeforeExecution context, ExecutionAttributes attributes) {
    underWay++;
  }

  @Override
  public synchronized void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    int[] numbers = numbers(context.request());
    requests++;
    count(numbers, sent);
    passTime.accept(LATENCY);
    RequestFault fault = RequestFault.draw(random);
    requestFaults.merge(fault, 1, Integer::sum);
    script(fault, numbers.length);
    if (random.nextInt(100) < DELAYED_PERCENT) {
      delay(Duration.ofMillis(random.nextInt((int) longestDelay.toMillis())));
    }
  }

  private void script(RequestFault fault, int entries) {
    switch (fault) {
      case THROTTLED -> faults.throttleNext(1);
      case HTTP_500 -> faults.respondNext(500, "InternalException", "said the storm", 1);
      case HTTP_503 -> faults.respondNext(503, "ServiceUnavailable", "said the storm", 1);
      case ACCESS_DENIED -> faults.respondNext(400, "AccessDeniedException", "said the storm", 1);
      case TOO_LARGE -> faults.respondTooLargeNext(1);
      case DROPPED_BEFORE -> faults.dropNext(1);
      case DROPPED_AFTER -> faults.dropAnswerNext(1);
      case WRONG_LENGTH -> {
        int answers = random.nextInt(entries + 2);
        faults.answerNextWithEntries(answers < entries ? answers : answers + 1);
      }
      case NO_FAILED_COUNT -> faults.omitFailedEntryCountNext(1);
      case NONE -> {
        return;
      }
    }
  }

  /** Holds the request back until it has arrived, while the publisher's time goes on. */
  private void delay(Duration duration) {
    if (holding) {
      return; // Only with several requests at a time: all of them are being held already.
    }
    Hold hold = faults.hold();
    holding = true;
    delays.add(
        CompletableFuture.runAsync(
            () -> {
              try {
                hold.awaitCalls(1);
                passTime.accept(duration);
              } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while a request was held", e);
              } finally {
                release(hold);
              }
            }));
  }

  /** As one step, or chance would say whether the next request finds this hold still there. */
  private synchronized void release(Hold hold) {
    hold.close();
    holding = false;
    notifyAll();
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    int[] numbers = numbers(context.request());
    if (context.response() instanceof PutEventsResponse response
        && response.entries().size() != numbers.length) {
      count(numbers, answersLost);
    }
    ended();
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    int[] numbers = numbers(context.request());
    if (!(context.exception() instanceof SdkServiceException answer)) {
      count(numbers, answersLost);
    } else if (answer.statusCode() >= 500) {
      count(numbers, serverErrors);
    }
    ended();
  }

  private synchronized void ended() {
    underWay--;
    notifyAll();
  }

  private static int[] numbers(Object request) {
    return ((PutEventsRequest) request)
        .entries().stream().mapToInt(entry -> StormEvents.number(entry.detail())).toArray();
  }

  private static void count(int[] numbers, AtomicIntegerArray counts) {
    for (int number : numbers) {
      counts.incrementAndGet(number);
    }
  }

  /**
   * Waits for the requests under way, which a closed publisher does not wait for, and for what was
   * held; says if that failed.
   */
  void end() throws ExecutionException, InterruptedException {
    CompletableFuture<?>[] all;
    synchronized (this) {
      while (underWay > 0 || holding) {
        wait();
      }
      all = delays.toArray(CompletableFuture[]::new);
    }
    CompletableFuture.allOf(all).get();
  }

  /** How many requests carried the event. */
  int sent(int number) {
    return sent.get(number);
  }

  /** How many of them had no answer, or one of the wrong length. */
  int answersLost(int number) {
    return answersLost.get(number);
  }

  /** How many were answered with HTTP 5xx, after which a publisher cannot be sure either. */
  int serverErrors(int number) {
    return serverErrors.get(number);
  }

  /** How often the service took the event. */
  int stored(int number) {
    return stored.get(number);
  }

  synchronized int requests() {
    return requests;
  }

  synchronized int delays() {
    return delays.size();
  }

  synchronized Map<RequestFault, Integer> requestFaults() {
    return new EnumMap<>(requestFaults);
  }

  Map<EntryFault, Integer> entryFaults() {
    return new EnumMap<>(entryFaults);
  }

  static int sum(Collection<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}
