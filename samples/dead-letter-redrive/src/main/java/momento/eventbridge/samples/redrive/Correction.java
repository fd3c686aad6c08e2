package momento.eventbridge.samples.redrive;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.CacheSet;
import momento.eventbridge.DeadLetter;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.TopicPublish;
import momento.eventbridge.deadletters.QueuedLetter;
import momento.eventbridge.deadletters.Redrive;

/**
 * What to do with a letter: the part to write for your own case.
 *
 * <ul>
 *   <li>An item that would have expired by now is discarded.
 *   <li>An event for a cache that has another name is published for that one.
 *   <li>An event that EventBridge gave up after many attempts is published as it was, because the
 *       outage is over by now.
 *   <li>Anything else was refused for a reason that is still there: it is left for a person.
 * </ul>
 */
final class Correction implements Function<QueuedLetter, Redrive> {
  private final Map<String, String> cacheNames;
  private final InstantSource clock;

  /**
   * A correction.
   *
   * @param cacheNames the right name for each wrong one
   */
  Correction(Map<String, String> cacheNames, InstantSource clock) {
    this.cacheNames = Map.copyOf(cacheNames);
    this.clock = clock;
  }

  @Override
  public Redrive apply(QueuedLetter queued) {
    DeadLetter letter = queued.deadLetter(); // what cannot be read throws, and is left
    MomentoEvent event = letter.event();
    if (event instanceof CacheSet set && letter.time().plus(set.ttl()).isBefore(clock.instant())) {
      return Redrive.discard();
    }
    String cacheName = cacheNames.get(event.cacheName());
    if (cacheName != null) {
      return Redrive.publish(forCache(cacheName, event));
    }
    return letter.exhaustedRetryCondition().isPresent() ? Redrive.publish(event) : Redrive.leave();
  }

  private static MomentoEvent forCache(String cacheName, MomentoEvent event) {
    if (event instanceof CacheSet set) {
      return new CacheSet(cacheName, set.key(), set.message(), set.ttl());
    }
    if (event instanceof CacheDelete delete) {
      return new CacheDelete(cacheName, delete.key());
    }
    TopicPublish publish = (TopicPublish) event;
    return new TopicPublish(cacheName, publish.topicName(), publish.message());
  }
}
