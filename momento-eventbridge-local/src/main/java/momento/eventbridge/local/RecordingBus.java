package momento.eventbridge.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import momento.eventbridge.ErrorCode;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusRequest;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** A bus in memory behind the SDK's clients, which keeps what it accepted. */
final class RecordingBus {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<PutEventsRequestEntry> accepted = new ArrayList<>();
  private final Deque<ErrorCode> rejections = new ArrayDeque<>();
  private final Set<BusHold> holds = new HashSet<>();
  private final Deque<Held> held = new ArrayDeque<>();

  private record Held(
      CompletableFuture<PutEventsResponse> answer, PutEventsResponse withResponse) {}

  List<PutEventsRequestEntry> entries() {
    lock.lock();
    try {
      return List.copyOf(accepted);
    } finally {
      lock.unlock();
    }
  }

  void rejectNext(int events, ErrorCode code) {
    if (events < 1) {
      throw new IllegalArgumentException("events is " + events + "; give at least 1");
    }
    if (code.isRetryable() || ErrorCode.of(code.value()) != code) {
      throw new IllegalArgumentException(
          code + " is not an answer of EventBridge that is final: give ACCESS_DENIED, for example");
    }
    lock.lock();
    try {
      for (int i = 0; i < events; i++) {
        rejections.add(code);
      }
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      accepted.clear();
      rejections.clear();
    } finally {
      lock.unlock();
    }
  }

  Hold hold() {
    lock.lock();
    try {
      BusHold hold = new BusHold();
      holds.add(hold);
      return hold;
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<PutEventsResponse> put(PutEventsRequest request) {
    lock.lock();
    try {
      PutEventsResponse response = response(request);
      if (holds.isEmpty()) {
        return CompletableFuture.completedFuture(response);
      }
      CompletableFuture<PutEventsResponse> answer = new CompletableFuture<>();
      held.add(new Held(answer, response));
      changed.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  private PutEventsResponse response(PutEventsRequest request) {
    List<PutEventsResultEntry> results = new ArrayList<>(request.entries().size());
    int failed = 0;
    for (PutEventsRequestEntry entry : request.entries()) {
      ErrorCode rejection = rejections.poll();
      if (rejection == null) {
        accepted.add(entry);
        results.add(PutEventsResultEntry.builder().eventId(UUID.randomUUID().toString()).build());
      } else {
        failed++;
        results.add(
            PutEventsResultEntry.builder()
                .errorCode(rejection.value())
                .errorMessage("the test asked for it")
                .build());
      }
    }
    return PutEventsResponse.builder().entries(results).failedEntryCount(failed).build();
  }

  private final class BusHold implements Hold {
    @Override
    public void awaitCalls(int calls) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (held.size() < calls) {
          if (!holds.contains(this)) {
            throw new IllegalStateException("the hold is closed");
          }
          changed.await();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      List<Held> released = new ArrayList<>();
      lock.lock();
      try {
        holds.remove(this);
        if (holds.isEmpty()) {
          released.addAll(held);
          held.clear();
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      // Without the lock, because what depends on an answer runs here.
      released.forEach(one -> one.answer().complete(one.withResponse()));
    }
  }

  /** The SDK's synchronous client on this bus. */
  record Client(RecordingBus bus) implements EventBridgeClient {
    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      try {
        return bus.put(request).get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw AbortedException.create("interrupted while the test held the answer", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("no answer of the bus fails", e);
      }
    }

    @Override
    public DescribeEventBusResponse describeEventBus(DescribeEventBusRequest request) {
      return DescribeEventBusResponse.builder().name(request.name()).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** The SDK's asynchronous client on this bus. */
  record AsyncClient(RecordingBus bus) implements EventBridgeAsyncClient {
    @Override
    public CompletableFuture<PutEventsResponse> putEvents(PutEventsRequest request) {
      return bus.put(request);
    }

    @Override
    public CompletableFuture<DescribeEventBusResponse> describeEventBus(
        DescribeEventBusRequest request) {
      return CompletableFuture.completedFuture(
          DescribeEventBusResponse.builder().name(request.name()).build());
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
