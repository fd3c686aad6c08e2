package momento.eventbridge.local;

import java.time.Duration;
import java.util.Optional;

/**
 * Reads the messages that are published to one topic of the local Momento from the moment of
 * subscribing on, each once, in the topic's order, none left out. Other subscriptions see the same
 * messages.
 *
 * <p>It is safe for use by several threads; a message then goes to one of them. What was not read
 * yet is kept in memory until it is read.
 */
public interface TopicSubscription extends AutoCloseable {
  /**
   * Takes the next message if there is one, without waiting.
   *
   * @return the message, or empty if every message so far was read
   */
  Optional<TopicMessage> poll();

  /**
   * Takes the next message and waits for it if need be.
   *
   * @param atMost how long to wait in real time, whatever the clock of the local stack says; zero
   *     or less does not wait
   * @return the message, or empty if none came in that time or the subscription was closed
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Optional<TopicMessage> poll(Duration atMost) throws InterruptedException;

  /**
   * Takes the next message and waits for it for as long as it takes.
   *
   * @return the message
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if the subscription or the local stack was closed and every
   *     message before that was read
   */
  TopicMessage next() throws InterruptedException;

  /** Takes no more messages in, and wakes those who wait; closing again does nothing. */
  @Override
  void close();
}
