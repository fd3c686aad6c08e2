package momento.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import momento.eventbridge.PublishOutcome.Rejected;
import org.junit.jupiter.api.Test;

/** What a caller can read from each exception. */
class ExceptionsTest {

  @Test
  void aValidationNamesFieldAndRule() {
    EventValidationException e = new EventValidationException("ttl", "is PT0S; give more");

    assertThat(e).isInstanceOf(MomentoEventException.class).hasMessage("ttl is PT0S; give more");
    assertThat(e.field()).isEqualTo("ttl");
    assertThat(e.rule()).isEqualTo("is PT0S; give more");
  }

  @Test
  void aSizeIsToldApartFromItsLimit() {
    EventTooLargeException e = new EventTooLargeException("too large", 2_000, 1_000);

    assertThat(e).isInstanceOf(MomentoEventException.class).hasMessage("too large");
    assertThat(e.actualBytes()).isEqualTo(2_000);
    assertThat(e.limitBytes()).isEqualTo(1_000);
  }

  @Test
  void aRejectionCarriesItsOutcomeAndDescribesIt() {
    Rejected outcome =
        new Rejected(CacheDelete.of("c", "k"), ErrorCode.THROTTLING, "slower", false, 2);
    EventRejectedException e = new EventRejectedException(outcome);

    assertThat(e).isInstanceOf(MomentoEventException.class).hasMessage(outcome.describe());
    assertThat(e.outcome()).isSameAs(outcome);
  }

  @Test
  void whatACloseLeftUndoneCarriesItsOutcome() {
    Rejected outcome =
        new Rejected(CacheDelete.of("c", "k"), ErrorCode.PUBLISHER_CLOSED, "closed", true, 1);

    assertThat(new PublisherClosedException(outcome))
        .hasMessage(outcome.describe())
        .satisfies(e -> assertThat(e.outcome()).containsSame(outcome));
    assertThat(new PublisherClosedException("closed").outcome()).isEmpty();
  }

  /** Events are not serializable; an exception that could not be sent would hide what failed. */
  @Test
  void serializedTheyKeepEverythingButTheEvents() throws Exception {
    Rejected outcome =
        new Rejected(CacheDelete.of("c", "k"), ErrorCode.THROTTLING, "slower", false, 2);
    PublishResult result = new PublishResult(List.of(outcome));

    EventRejectedException rejected =
        serialized(EventRejectedException.class, new EventRejectedException(outcome));
    PublishFailedException failed =
        serialized(PublishFailedException.class, new PublishFailedException(result));
    PublisherClosedException closed =
        serialized(PublisherClosedException.class, new PublisherClosedException(outcome));
    EventTooLargeException tooLarge =
        serialized(EventTooLargeException.class, new EventTooLargeException("text", 2, 1));
    EventValidationException invalid =
        serialized(EventValidationException.class, new EventValidationException("ttl", "is wrong"));
    EventBusNotFoundException missing =
        serialized(EventBusNotFoundException.class, new EventBusNotFoundException("my-bus"));

    assertThat(rejected).hasMessage(outcome.describe());
    assertThat(rejected.outcome()).isNull();
    assertThat(failed).hasMessageContaining("1 of 1 events");
    assertThat(failed.result()).isNull();
    assertThat(closed).hasMessage(outcome.describe());
    assertThat(closed.outcome()).isEmpty();
    assertThat(tooLarge.actualBytes()).isEqualTo(2);
    assertThat(tooLarge.limitBytes()).isEqualTo(1);
    assertThat(invalid.field()).isEqualTo("ttl");
    assertThat(invalid.rule()).isEqualTo("is wrong");
    assertThat(missing.eventBusName()).isEqualTo("my-bus");
  }

  private static <E extends MomentoEventException> E serialized(Class<E> type, E exception)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(exception);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return type.cast(in.readObject());
    }
  }

  @Test
  void aMissingBusIsNamed() {
    EventBusNotFoundException e = new EventBusNotFoundException("my-bus");

    assertThat(e)
        .isInstanceOf(MomentoEventException.class)
        .hasMessageContaining("event bus my-bus does not exist")
        .hasMessageContaining("check its spelling");
    assertThat(e.eventBusName()).isEqualTo("my-bus");
  }

  @Test
  void theyShareARootAndHaveNoCauseThatCouldQuoteAnEvent() {
    List<MomentoEventException> all =
        List.of(
            new MomentoEventException("text"),
            new PublisherClosedException("text"),
            new EventTooLargeException("text", 1, 1));

    assertThat(all).allSatisfy(e -> assertThat(e).hasMessage("text").hasNoCause());
  }
}
