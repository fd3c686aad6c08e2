package momento.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishResultTest {
  private static final MomentoEvent EVENT = CacheDelete.of("cache", "k");
  private static final Accepted ACCEPTED = new Accepted(EVENT, "id-1", 1);
  private static final Rejected DENIED =
      new Rejected(EVENT, ErrorCode.ACCESS_DENIED, "no rights", false, 1);
  private static final Rejected UNANSWERED =
      new Rejected(EVENT, ErrorCode.NO_ANSWER, "silence", true, 3);

  @Test
  void keepsTheOrderOfAllAndOfTheRejected() {
    PublishResult result = new PublishResult(List.of(UNANSWERED, ACCEPTED, DENIED, ACCEPTED));

    assertThat(result.outcomes()).containsExactly(UNANSWERED, ACCEPTED, DENIED, ACCEPTED);
    assertThat(result.rejected()).containsExactly(UNANSWERED, DENIED);
    assertThat(result.allAccepted()).isFalse();
    assertThat(result).hasToString("PublishResult[accepted=2, rejected=2]");
  }

  @Test
  void throwsOnlyIfOneWasRejectedAndCarriesItself() {
    PublishResult good = new PublishResult(List.of(ACCEPTED, ACCEPTED));
    assertThat(good.orThrow()).isSameAs(good);
    assertThat(good.allAccepted()).isTrue();

    PublishResult bad = new PublishResult(List.of(ACCEPTED, DENIED, UNANSWERED));
    assertThatExceptionOfType(PublishFailedException.class)
        .isThrownBy(bad::orThrow)
        .withMessage(
            "2 of 3 events were rejected, the first: "
                + DENIED.describe()
                + "; see result() for each")
        .satisfies(e -> assertThat(e.result()).isSameAs(bad));
  }

  @Test
  void ofNoEventsAllWereAccepted() {
    PublishResult result = new PublishResult(List.of());

    assertThat(result.allAccepted()).isTrue();
    assertThat(result.orThrow().outcomes()).isEmpty();
  }

  @Test
  void cannotBeChanged() {
    List<PublishOutcome> outcomes = new ArrayList<>(List.of(DENIED));
    PublishResult result = new PublishResult(outcomes);
    outcomes.clear();

    assertThat(result.outcomes()).containsExactly(DENIED);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> result.outcomes().add(ACCEPTED));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> result.rejected().add(UNANSWERED));
  }

  @Test
  void aRejectionIsDescribedInOneSentence() {
    assertThat(DENIED.describe())
        .isEqualTo(
            "CacheDelete[cacheName=cache, key=CacheKey[key, 1 bytes]] was rejected after 1 attempt"
                + " with AccessDeniedException: no rights");
    assertThat(UNANSWERED.describe())
        .isEqualTo(
            "CacheDelete[cacheName=cache, key=CacheKey[key, 1 bytes]] was rejected after 3 attempts"
                + " with NoAnswer (it may have been accepted all the same): silence");
    assertThat(new Rejected(EVENT, ErrorCode.INVALID_EVENT, "r", false, 0).describe())
        .contains("after 0 attempts");
  }

  @ParameterizedTest
  @CsvSource({"7, 0, true, true", "0, 0, true, true", "7, 1, true, false", "7, 0, false, false"})
  void countsAreGoodOnlyIfCompleteAndWithoutRejections(
      long accepted, long rejected, boolean complete, boolean allAccepted) {
    assertThat(new PublishCounts(accepted, rejected, complete).allAccepted())
        .isEqualTo(allAccepted);
  }
}
