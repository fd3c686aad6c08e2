package momento.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTest {

  @ParameterizedTest
  @CsvSource({
    "InternalFailure, INTERNAL_FAILURE",
    "InternalException, INTERNAL_EXCEPTION",
    "ServiceUnavailable, SERVICE_UNAVAILABLE",
    "ThrottlingException, THROTTLING",
    "RequestTimeTooSkewed, CLOCK_SKEW",
    "AccessDeniedException, ACCESS_DENIED",
    "InvalidAccountIdException, INVALID_ACCOUNT_ID",
    "InvalidArgument, INVALID_ARGUMENT",
    "MalformedDetail, MALFORMED_DETAIL",
    "RedactionFailure, REDACTION_FAILURE",
    "NotAuthorizedForSourceException, NOT_AUTHORIZED_FOR_SOURCE",
    "NotAuthorizedForDetailTypeException, NOT_AUTHORIZED_FOR_DETAIL_TYPE",
    "ValidationException, VALIDATION"
  })
  void theCodesOfTheServiceAreKnown(String value, ErrorCode code) {
    assertThat(ErrorCode.of(value)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Unknown", "throttlingexception", "ThrottlingException "})
  void anyOtherCodeIsUnknown(String value) {
    assertThat(ErrorCode.of(value)).isEqualTo(ErrorCode.UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void aConstantOfTheServiceIsFoundByItsValueAndNoOther(ErrorCode code) {
    // A service that answered "NoAnswer" would otherwise be taken for one that did not answer.
    boolean ofTheService = code.compareTo(ErrorCode.UNKNOWN) < 0;

    assertThat(ErrorCode.of(code.value())).isEqualTo(ofTheService ? code : ErrorCode.UNKNOWN);
  }

  @Test
  void noTwoConstantsHaveOneValue() {
    assertThat(Stream.of(ErrorCode.values()).map(ErrorCode::value)).doesNotHaveDuplicates();
  }

  @Test
  void onlyTheseAreTriedAgain() {
    assertThat(Stream.of(ErrorCode.values()).filter(ErrorCode::isRetryable))
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.of(
                ErrorCode.INTERNAL_FAILURE,
                ErrorCode.INTERNAL_EXCEPTION,
                ErrorCode.SERVICE_UNAVAILABLE,
                ErrorCode.THROTTLING,
                ErrorCode.CLOCK_SKEW,
                ErrorCode.NO_ANSWER,
                ErrorCode.NOT_CONNECTED));
  }

  @Test
  void onlyTheseAreAboutTheEvent() {
    assertThat(Stream.of(ErrorCode.values()).filter(ErrorCode::concernsEvent))
        .containsExactlyInAnyOrder(
            ErrorCode.INVALID_ARGUMENT,
            ErrorCode.MALFORMED_DETAIL,
            ErrorCode.REDACTION_FAILURE,
            ErrorCode.NOT_AUTHORIZED_FOR_SOURCE,
            ErrorCode.NOT_AUTHORIZED_FOR_DETAIL_TYPE,
            ErrorCode.INVALID_EVENT,
            ErrorCode.EVENT_TOO_LARGE);
  }
}
