package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Whatever the service answers, in whatever order, and whenever the job fails: every item ends at
 * its last update, every topic message arrives, and {@link HandDrivenBus} sees no item twice on its
 * way.
 */
class SubtaskPropertyTest {
  private static final List<String> CODES =
      List.of("", "", "", "", "", "", "", "ThrottlingException", "InternalFailure");

  @Property(tries = 100)
  void everyItemEndsAtItsLastUpdate(@ForAll long seed) throws Exception {
    Run run = new Run(new Random(seed));
    run.start(List.of());
    for (int i = 0; i < run.events.size(); i = run.next) {
      run.next = i + 1;
      run.write(run.events.get(i));
      if (run.random.nextInt(60) == 0) {
        run.checkpoint();
      } else if (run.random.nextInt(150) == 0) {
        run.crash();
      }
    }
    run.writer.flush(true);
    run.writer.close();

    assertThat(run.bus.underWay()).isEmpty();
    assertThat(run.bus.items()).isEqualTo(run.lastUpdates());
    assertThat(run.bus.topicMessages()).isEqualTo(run.topicMessages());
  }

  private static final class Run {
    private final Random random;
    private final HandDrivenBus bus = new HandDrivenBus();
    private final List<MomentoEvent> events;
    private final MomentoEventSink<MomentoEvent> sink;
    private final SimpleVersionedSerializer<BufferedRequestState<MomentoRequestEntry>> serializer;

    private HandDrivenTask task = new HandDrivenTask();
    private StatefulSinkWriter<MomentoEvent, BufferedRequestState<MomentoRequestEntry>> writer;
    private int next;
    private int checkpointed;
    private List<byte[]> state = List.of();

    Run(Random random) {
      this.random = random;
      events = events();
      sink =
          MomentoEventSink.<MomentoEvent>builder((event, context) -> event)
              .clientFactory(() -> bus)
              .maxInFlightRequests(1 + random.nextInt(6))
              .maxBufferedEvents(11 + random.nextInt(60))
              .build();
      serializer = sink.getWriterStateSerializer();
      writer = started(List.of());
    }

    /** Few items, so that updates meet; some large, so that the limit in bytes counts. */
    private List<MomentoEvent> events() {
      List<MomentoEvent> some = new ArrayList<>();
      int items = 1 + random.nextInt(40);
      for (int i = 0; i < 400; i++) {
        String key = "k" + random.nextInt(items);
        String message = "m" + i + (random.nextInt(150) == 0 ? "x".repeat(400_000) : "");
        some.add(
            switch (random.nextInt(8)) {
              case 0 -> CacheDelete.of("c", key);
              case 1 -> TopicPublish.of("c", "t", "t" + i);
              default -> CacheSet.of("c", key, message, Duration.ofMinutes(1));
            });
      }
      return some;
    }

    void start(Collection<BufferedRequestState<MomentoRequestEntry>> states) {
      writer = started(states);
    }

    private StatefulSinkWriter<MomentoEvent, BufferedRequestState<MomentoRequestEntry>> started(
        Collection<BufferedRequestState<MomentoRequestEntry>> states) {
      task = new HandDrivenTask();
      task.outside(this::somethingHappens);
      try {
        return sink.restoreWriter(task, states);
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }

    void write(MomentoEvent event) throws Exception {
      writer.write(event, new ElementTime());
      // The task's loop runs mails between elements.
      if (random.nextInt(3) == 0) {
        if (random.nextInt(3) == 0) {
          somethingHappens();
        }
        task.runMails();
      }
    }

    void checkpoint() throws Exception {
      writer.flush(false);
      assertThat(bus.underWay()).isEmpty();
      state = new ArrayList<>();
      for (BufferedRequestState<MomentoRequestEntry> part : writer.snapshotState(1)) {
        state.add(serializer.serialize(part));
      }
      checkpointed = next;
    }

    /** The task is gone; requests that were under way are taken or lost. */
    void crash() throws Exception {
      for (HandDrivenBus.Request request : List.copyOf(bus.underWay())) {
        bus.lose(request, random.nextBoolean());
      }
      writer.close();
      List<BufferedRequestState<MomentoRequestEntry>> restored = new ArrayList<>();
      for (byte[] part : state) {
        restored.add(serializer.deserialize(serializer.getVersion(), part));
      }
      start(restored);
      next = checkpointed;
    }

    /** An answer comes, or time passes. */
    private void somethingHappens() {
      List<HandDrivenBus.Request> underWay = bus.underWay();
      if (underWay.isEmpty() || (task.millisToNextTimer() < 60_000 && random.nextInt(4) == 0)) {
        if (task.hasTimers()) {
          task.fireNextTimer();
        }
        return;
      }
      HandDrivenBus.Request request = underWay.get(random.nextInt(underWay.size()));
      switch (random.nextInt(12)) {
        case 0 -> bus.lose(request, random.nextBoolean());
        case 1 -> bus.refuse(request, 400, "ThrottlingException");
        case 2 -> bus.refuse(request, 503, "");
        case 3 -> {
          if (request.entries().size() > 1) {
            bus.refuse(request, 413, "");
          } else {
            bus.acceptAll(request);
          }
        }
        case 4 ->
            // one line too many: nobody knows
            bus.answer(
                request,
                Collections.nCopies(
                    request.entries().size() + 1,
                    PutEventsResultEntry.builder().eventId("id").build()));
        default -> bus.answer(request, entry -> CODES.get(random.nextInt(CODES.size())));
      }
    }

    Map<String, String> lastUpdates() {
      Map<String, String> last = new HashMap<>();
      for (MomentoEvent event : events) {
        if (event instanceof CacheSet set) {
          last.put(HandDrivenBus.item(set), set.message());
        } else if (event instanceof CacheDelete delete) {
          last.put(HandDrivenBus.item(delete), HandDrivenBus.DELETED);
        }
      }
      return last;
    }

    Set<String> topicMessages() {
      Set<String> messages = new HashSet<>();
      for (MomentoEvent event : events) {
        if (event instanceof TopicPublish publish) {
          messages.add(publish.message());
        }
      }
      return messages;
    }
  }
}
