package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import momento.eventbridge.EventBusNotFoundException;
import momento.eventbridge.MomentoEventException;
import momento.eventbridge.PublisherListener;
import momento.eventbridge.internal.core.EventEncoder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** Whether the bus is there: for how long that is asked, and what ends it. */
class EventBusTest {
  private static final DescribeEventBusResponse THERE = DescribeEventBusResponse.builder().build();

  private final FakePacing pacing = new FakePacing();
  private final List<Duration> timeouts = new ArrayList<>();

  private static PublisherSettings settings(Duration deliveryTimeout) {
    return new PublisherSettings(
        "orders",
        null,
        new EventEncoder("demo", 1_000_000, Duration.ofHours(24), 4_096),
        deliveryTimeout,
        new PublisherListener() {},
        TraceContext.NONE,
        Double.POSITIVE_INFINITY);
  }

  /** Remembers the timeouts that requests bear. */
  private EventBus bus(EventBus.Describe describe) {
    return new EventBus(
        settings(Duration.ofSeconds(30)),
        (request, timeout) -> {
          timeouts.add(
              request.overrideConfiguration().orElseThrow().apiCallTimeout().orElseThrow());
          describe.call(request, timeout);
        },
        pacing);
  }

  private static EventBridgeAsyncClient answering(CompletableFuture<DescribeEventBusResponse> one) {
    return new EventBridgeAsyncClient() {
      @Override
      public CompletableFuture<DescribeEventBusResponse> describeEventBus(
          DescribeEventBusRequest request) {
        return one;
      }

      @Override
      public String serviceName() {
        return SERVICE_NAME;
      }

      @Override
      public void close() {}
    };
  }

  private static EventBus.Describe failing(Throwable failure) {
    return EventBus.by(answering(CompletableFuture.failedFuture(failure)));
  }

  @Test
  void anAsynchronousClientIsWaitedFor() {
    bus(EventBus.by(answering(CompletableFuture.completedFuture(THERE)))).verify();

    EventBus missing = bus(failing(ResourceNotFoundException.builder().message("no").build()));
    assertThatThrownBy(missing::verify)
        .isInstanceOf(EventBusNotFoundException.class)
        .hasMessageContaining("orders");

    EventBus denied = bus(failing(ServiceErrors.answered(400, "AccessDeniedException", "no")));
    assertThatThrownBy(denied::verify)
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageContaining("events:DescribeEventBus");

    EventBus odd = bus(failing(new IllegalStateException("odd")));
    assertThatThrownBy(odd::verify)
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageContaining("IllegalStateException: odd");

    EventBus broken = bus(failing(new AssertionError("no exception")));
    assertThatThrownBy(broken::verify)
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageContaining("AssertionError: no exception");
  }

  @Test
  void aRequestMayTakeAThirdOfTheDeliveryTimeout() {
    bus((request, timeout) -> {}).verify();

    assertThat(timeouts).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void itAsksAgainInTheTimeThatIsLeft() {
    bus((request, timeout) -> {
          if (timeouts.size() == 1) {
            pacing.pass(Duration.ofSeconds(25));
            throw ServiceErrors.callTimeout();
          }
        })
        .verify();

    // 50 ms are the pause.
    assertThat(timeouts).containsExactly(Duration.ofSeconds(10), Duration.ofMillis(4_950));
  }

  @Test
  void itDoesNotAskAgainWithLessThanATenthLeft() {
    EventBus bus =
        bus(
            (request, timeout) -> {
              pacing.pass(Duration.ofSeconds(27));
              throw ServiceErrors.callTimeout();
            });

    assertThatThrownBy(bus::verify)
        .isExactlyInstanceOf(MomentoEventException.class)
        .hasMessageContaining("no answer came back")
        .hasMessageEndingWith("the delivery timeout of PT30S leaves no time to ask again");
    assertThat(timeouts).hasSize(1);
  }

  @Test
  void aClientThatNeverAnswersIsNotWaitedForForEver() {
    CompletableFuture<DescribeEventBusResponse> never = new CompletableFuture<>();
    EventBus bus =
        new EventBus(settings(Duration.ofMillis(3)), EventBus.by(answering(never)), pacing);

    assertThatThrownBy(bus::verify).hasMessageContaining("no answer came back");
    assertThat(never).as("the request").isCancelled();
  }

  @Test
  void anInterruptEndsTheWaitForAnAsynchronousClient() {
    CompletableFuture<DescribeEventBusResponse> never = new CompletableFuture<>();
    EventBus bus =
        new EventBus(settings(Duration.ofHours(1)), EventBus.by(answering(never)), pacing);
    List<String> seen = new CopyOnWriteArrayList<>();
    Thread asking = Threads.start(() -> seen.add(interrupted(bus)));
    Threads.awaitWaiting(asking);

    asking.interrupt();
    Threads.join(asking);

    assertThat(seen)
        .containsExactly(
            "whether event bus orders exists is not known, because the thread was interrupted"
                + " before EventBridge answered: ask again");
    assertThat(never).as("the request").isCancelled();
  }

  /** What was said; the interrupt flag is set again, and is taken away here. */
  private static String interrupted(EventBus bus) {
    try {
      bus.verify();
      return "the bus is there";
    } catch (MomentoEventException e) {
      return Thread.interrupted() ? String.valueOf(e.getMessage()) : "the flag is not set";
    }
  }

  @Test
  void anInterruptOfASynchronousClientIsNoAnswer() {
    EventBridgeClient aborted =
        new EventBridgeClient() {
          @Override
          public DescribeEventBusResponse describeEventBus(DescribeEventBusRequest request) {
            throw AbortedException.create("Thread was interrupted");
          }

          @Override
          public String serviceName() {
            return SERVICE_NAME;
          }

          @Override
          public void close() {}
        };

    assertThat(interrupted(bus(EventBus.by(aborted)))).contains("the thread was interrupted");
    assertThat(timeouts).hasSize(1);
  }

  /** One of the SDK's threads was, and this one was not. */
  @Test
  void anAsynchronousRequestThatWasAbortedIsAskedAgain() {
    EventBus bus = bus(failing(AbortedException.create("aborted")));

    assertThatThrownBy(bus::verify).hasMessageContaining("no answer came back");
    assertThat(Thread.interrupted()).isFalse();
    assertThat(timeouts).hasSize(3);
  }

  @Test
  void anInterruptEndsThePauseBeforeItAsksAgain() {
    pacing.interrupting = true;
    EventBus bus = bus(failing(ServiceErrors.callTimeout()));

    assertThat(interrupted(bus)).contains("the thread was interrupted");
  }
}
