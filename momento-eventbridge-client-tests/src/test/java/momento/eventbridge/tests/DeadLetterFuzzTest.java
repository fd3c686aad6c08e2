package momento.eventbridge.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import momento.eventbridge.DeadLetter;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;

/** Whatever lies in a queue: it is a dead letter whose every part can be asked for, or refused. */
class DeadLetterFuzzTest {
  @FuzzTest
  void aMessageIsReadOrRefused(byte[] message) {
    // No JSON text holds NUL, so it can part the body from the attributes.
    String[] parts = new String(message, UTF_8).split("\0", 2);
    String attribute = parts.length < 2 ? "" : parts[1];
    DeadLetter letter;
    try {
      letter =
          DeadLetter.parse(parts[0], Map.of("RETRY_ATTEMPTS", attribute, "ERROR_CODE", attribute));
    } catch (EventValidationException e) {
      return;
    }
    assertThat(letter.eventId()).isNotNull();
    assertThat(letter.time()).isNotNull();
    letter.attempts().ifPresent(attempts -> assertThat(attempts).isPositive());
    assertThat(letter.toString()).startsWith("DeadLetter[");
    askForEvent(letter);
    try {
      assertThat(letter.attributes().resources()).isEqualTo(letter.resources());
    } catch (EventValidationException e) {
      // For example a source that only AWS may use.
    }
  }

  private static void askForEvent(DeadLetter letter) {
    try {
      MomentoEvent event = letter.event();
      assertThat(MomentoEvent.parse(letter.detailType(), event.toDetail())).isEqualTo(event);
    } catch (EventValidationException e) {
      assertThat(e.field()).isNotEmpty();
    }
  }
}
