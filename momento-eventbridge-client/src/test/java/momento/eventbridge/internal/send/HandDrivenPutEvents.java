package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.CallFailure.Kind;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EntryAnswer;

/** A transport that answers when the test says so. */
final class HandDrivenPutEvents implements AsyncPutEvents {
  static final CallFailure THROTTLED =
      new CallFailure(Kind.ANSWERED, 400, "ThrottlingException", "Rate exceeded", 1);
  static final CallFailure TOO_LARGE = new CallFailure(Kind.ANSWERED, 413, "", "", 1);
  static final CallFailure NO_ANSWER = new CallFailure(Kind.NO_ANSWER, 0, "", "reset", 1);

  final List<Sent> sent = new CopyOnWriteArrayList<>();
  Consumer<Sent> onSend = request -> {};

  /** A request, with the answer that the publisher waits for. */
  record Sent(List<EncodedEvent> entries, Duration timeout, CompletableFuture<Answer> answer) {

    void accept() {
      failEntries("");
    }

    /** Accepts all but these. */
    void failEntries(String code, Integer... failing) {
      List<EntryAnswer> answers = new ArrayList<>();
      for (int number : numbers()) {
        answers.add(
            Arrays.asList(failing).contains(number)
                ? new EntryAnswer("", code, "said")
                : new EntryAnswer("id-" + number, "", ""));
      }
      answer.complete(new Answer.Entries(answers));
    }

    void fail(CallFailure failure) {
      answer.complete(new Answer.Failed(failure));
    }

    /** The numbers of the events, as in {@link PublisherUnderTest#event}. */
    List<Integer> numbers() {
      return entries.stream().map(entry -> PublisherUnderTest.number(entry.detail())).toList();
    }

    int bytes() {
      return entries.stream().mapToInt(EncodedEvent::size).sum();
    }
  }

  @Override
  public CompletableFuture<Answer> send(List<EncodedEvent> entries, Duration timeout) {
    Sent request = new Sent(entries, timeout, new CompletableFuture<>());
    sent.add(request);
    onSend.accept(request);
    return request.answer;
  }

  Sent request(int index) {
    assertThat(sent).hasSizeGreaterThan(index);
    return sent.get(index);
  }

  List<List<Integer>> numbers() {
    return sent.stream().map(Sent::numbers).toList();
  }

  /** Accepts until nothing is under way. */
  void acceptAll() {
    for (int i = 0; i < sent.size(); i++) {
      if (!sent.get(i).answer.isDone()) {
        sent.get(i).accept();
      }
    }
  }
}
