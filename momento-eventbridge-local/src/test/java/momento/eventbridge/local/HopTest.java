package momento.eventbridge.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HopTest {
  @Test
  void isOneLineWithWhatIsKnown() {
    assertThat(hop("cacheSet", "my-cache", "204"))
        .hasToString("dead-lettered id cacheSet my-cache: 204");
    assertThat(
            new Hop(Hop.Step.ACCEPTED, Optional.of("id"), Optional.of("x"), Optional.empty(), ""))
        .hasToString("accepted id x");
  }

  @Test
  void aSenderCannotForgeALine() {
    assertThat(hop("a\nready", "b\r\u001b[0m", "").toString())
        .isEqualTo("dead-lettered id a?ready b??[0m");
  }

  private static Hop hop(String detailType, String cacheName, String note) {
    return new Hop(
        Hop.Step.DEAD_LETTERED,
        Optional.of("id"),
        Optional.of(detailType),
        Optional.of(cacheName),
        note);
  }

  @Test
  void noLineBreakOfUnicodeIsLeft() {
    Hop hop =
        new Hop(
            Hop.Step.ACCEPTED,
            Optional.of("id"),
            Optional.of("a\u0085b\u2028c\u2029d"),
            Optional.empty(),
            "");

    assertThat(hop).hasToString("accepted id a?b?c?d");
  }
}
