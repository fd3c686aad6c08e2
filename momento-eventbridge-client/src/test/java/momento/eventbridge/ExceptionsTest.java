package momento.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

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
