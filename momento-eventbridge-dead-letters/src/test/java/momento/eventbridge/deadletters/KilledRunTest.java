package momento.eventbridge.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.MomentoEventPublisher;
import momento.eventbridge.deadletters.RedriveResult.Ending;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills the process before and after each call that it makes, and looks for every letter. */
class KilledRunTest {
  private static final Duration VISIBILITY = Duration.ofMinutes(5);
  private static final int LETTERS = 24;

  /** A queue of letters of which every fourth is left, on services of their own. */
  private static final class World {
    final FakeClock clock = new FakeClock();
    final Wire wire = new Wire();
    final FakeSqs sqs = new FakeSqs(clock, wire);
    final FakeEventBridge bus = new FakeEventBridge(wire);
    final List<String> ids = new ArrayList<>();

    World() {
      for (int i = 0; i < LETTERS; i++) {
        ids.add(sqs.send(Letters.body("key-" + i), Letters.CACHE_NOT_FOUND));
      }
    }

    RedriveResult run() {
      // A new process has nothing but the services.
      try (MomentoEventPublisher publisher = MomentoEventPublisher.builder().client(bus).build();
          DeadLetterQueue queue =
              DeadLetterQueue.builder()
                  .queueUrl(FakeSqs.URL)
                  .client(sqs)
                  .visibilityTimeout(VISIBILITY)
                  .clock(clock)
                  .build()) {
        return queue.redrive(
            publisher,
            letter -> isLeft(letter) ? Redrive.leave() : Redrive.publish(letter.event()));
      }
    }

    private boolean isLeft(QueuedLetter letter) {
      return ids.indexOf(letter.messageId()) % 4 == 0;
    }

    boolean isOnBus(String id) {
      return bus.details()
          .contains(CacheDelete.of("my-cache", "key-" + ids.indexOf(id)).toDetail());
    }

    List<String> leftIds() {
      return ids.stream().filter(id -> ids.indexOf(id) % 4 == 0).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyLetterIsInTheQueueOrOnTheBus(boolean before) {
    World undisturbed = new World();
    undisturbed.run();
    int calls = undisturbed.wire.calls.size();
    assertThat(undisturbed.wire.calls).contains("receive", "put", "delete", "show");

    for (int call = 1; call <= calls; call++) {
      World world = new World();
      if (before) {
        world.wire.killBefore(call);
      } else {
        world.wire.killAfter(call);
      }

      assertThatThrownBy(world::run).as("call %d", call).isInstanceOf(Wire.Killed.class);

      Set<String> queued = new HashSet<>(world.sqs.ids());
      for (String id : world.ids) {
        assertThat(queued.contains(id) || world.isOnBus(id)).as("%s, call %d", id, call).isTrue();
      }

      world.wire.newProcess();
      world.clock.advance(VISIBILITY);
      RedriveResult second = world.run();

      assertThat(second.ending()).as("call %d", call).isEqualTo(Ending.ALL_SEEN);
      assertThat(world.sqs.ids()).as("call %d", call).isEqualTo(world.leftIds());
      assertThat(world.sqs.visible()).as("call %d", call).isEqualTo(world.leftIds());
      for (String id : world.ids) {
        assertThat(world.isOnBus(id)).isEqualTo(!world.leftIds().contains(id));
      }
      assertThat(world.bus.taken.size())
          .as("at most the batch that was under way comes twice")
          .isBetween(18, 28);
    }
  }
}
