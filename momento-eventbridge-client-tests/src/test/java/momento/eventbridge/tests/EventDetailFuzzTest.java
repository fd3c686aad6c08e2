package momento.eventbridge.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import momento.eventbridge.DetailType;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEvent;

/** Whatever a bus carries as an event's detail: it is read, or refused as documented. */
class EventDetailFuzzTest {
  @FuzzTest
  void aDetailIsReadOrRefused(byte[] detail) {
    String text = new String(detail, UTF_8);
    for (DetailType type : DetailType.values()) {
      read(type.value(), text);
    }
    read(text, text);
  }

  private static void read(String detailType, String detail) {
    MomentoEvent event;
    try {
      event = MomentoEvent.parse(detailType, detail);
    } catch (EventValidationException e) {
      return;
    }
    assertThat(MomentoEvent.parse(detailType, event.toDetail())).isEqualTo(event);
  }
}
