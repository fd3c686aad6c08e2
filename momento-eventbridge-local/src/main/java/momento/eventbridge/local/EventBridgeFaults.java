package momento.eventbridge.local;

import java.util.function.Predicate;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Makes the local EventBridge fail on purpose.
 *
 * <p>The methods that speak of the next requests are used up one after the other, in the order in
 * which they were called, one for each request, retries of the AWS SDK included. Failures of single
 * entries come on top of that.
 *
 * <p>A fault that answers or drops a request before it is carried out comes before EventBridge's
 * own rules, as throttling does on AWS: a request that breaks them meets it and uses it up. Any
 * other fault of a request is used up as well by one that breaks the rules, which is refused for
 * that. An entry that breaks the rules fails for that and uses up nothing.
 *
 * <p>All methods are safe for use by several threads.
 */
public interface EventBridgeFaults {
  /**
   * Fails the next entries, in whatever requests they come; the answers are HTTP 200.
   *
   * @param errorCode for example {@code InternalFailure} or {@code ThrottlingException}, which AWS
   *     says to send again, or {@code AccessDeniedException}
   * @param errorMessage the text that goes with it
   * @param times how many entries, at least 1
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  void failNextEntries(String errorCode, String errorMessage, int times);

  /**
   * Fails single entries of the next PutEvents request; the answer is HTTP 200.
   *
   * @param errorCode for example {@code InternalFailure}
   * @param errorMessage the text that goes with it
   * @param indexes which entries of the request; the first one is 0
   */
  void failEntriesOfNextRequest(String errorCode, String errorMessage, int... indexes);

  /**
   * Fails every entry that is selected, until {@link #clear()}; the answers are HTTP 200.
   *
   * @param errorCode for example {@code InternalFailure}
   * @param errorMessage the text that goes with it
   * @param entries selects by what the entry holds; called on the threads that answer requests. If
   *     it throws, the whole request is refused with HTTP 400 and a message that says so, and no
   *     entry of it is accepted
   */
  void failEntriesWhere(
      String errorCode, String errorMessage, Predicate<PutEventsRequestEntry> entries);

  /**
   * Answers the next requests with HTTP 400 {@code ThrottlingException} "Rate exceeded".
   *
   * @param times how many requests, at least 1
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  void throttleNext(int times);

  /**
   * Answers the next requests with HTTP 413 and an empty body, as AWS does with a request that is
   * far too large.
   *
   * @param times how many requests, at least 1
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  void respondTooLargeNext(int times);

  /**
   * Answers the next requests with an error and does not carry them out.
   *
   * @param status the HTTP status, 300 to 599; for example 400, or 500 for {@code
   *     InternalException}
   * @param errorCode for example {@code AccessDeniedException}
   * @param errorMessage the text that goes with it
   * @param times how many requests, at least 1
   * @throws IllegalArgumentException if a number is outside its range
   */
  void respondNext(int status, String errorCode, String errorMessage, int times);

  /**
   * Closes the connection of the next requests without an answer and does not carry them out.
   *
   * @param times how many requests, at least 1
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  void dropNext(int times);

  /**
   * Carries the next requests out and closes their connection without an answer: the events are on
   * the bus, and their sender cannot know.
   *
   * @param times how many requests, at least 1
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  void dropAnswerNext(int times);

  /**
   * Carries the next PutEvents request out and answers with a wrong number of entries, which AWS
   * rules out: the last ones are left out, or the last one is repeated.
   *
   * @param entries how many entries the answer has, 0 or more
   * @throws IllegalArgumentException if {@code entries} is negative
   */
  void answerNextWithEntries(int entries);

  /**
   * Carries the next PutEvents requests out and leaves {@code FailedEntryCount} out of the answer,
   * which AWS rules out.
   *
   * @param times how many requests, at least 1
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  void omitFailedEntryCountNext(int times);

  /**
   * Keeps requests waiting, without an answer, until the returned hold is closed. Then they go on,
   * and meet the faults that are scripted by then.
   *
   * @return to be closed by the caller
   * @throws IllegalStateException if requests are being held already
   */
  Hold hold();

  /** Forgets every fault: what was scripted and not used up, and a hold. */
  void clear();
}
