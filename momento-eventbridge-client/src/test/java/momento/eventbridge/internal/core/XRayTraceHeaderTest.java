package momento.eventbridge.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XRayTraceHeaderTest {
  /** The example of X-Ray's developer guide. */
  private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793";

  @ParameterizedTest
  @ValueSource(
      strings = {
        ROOT,
        ROOT + ";Sampled=1",
        ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1",
        ROOT + ";Parent=53995c3f42cd8ad8;Sampled=0;Lineage=a87bd80c:0|68fd508a:5|c512fbe3:2",
        "Self=1-67891234-12456789abcdef012345678;" + ROOT,
        "Parent=53995c3f42cd8ad8; " + ROOT + " ; Sampled=?",
        ROOT + ";"
      })
  void aHeaderHasARoot(String header) {
    assertThat(XRayTraceHeader.isValid(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "Root=",
        "Root=1-5759e988-bd862e3fe1be46a99427279",
        "Root=1-5759e988-bd862e3fe1be46a9942727931",
        "Root=2-5759e988-bd862e3fe1be46a994272793",
        "Root=1-5759e98g-bd862e3fe1be46a994272793",
        "root=1-5759e988-bd862e3fe1be46a994272793",
        "1-5759e988-bd862e3fe1be46a994272793",
        "xRoot=1-5759e988-bd862e3fe1be46a994272793",
        "Parent=53995c3f42cd8ad8;Sampled=1",
        "Parent=" + ROOT,
        ROOT + ",Sampled=1",
        ROOT + "\n",
        ROOT + ";Sampled=1\r\nX-Other: 1",
        ROOT + ";Note=é"
      })
  void anythingElseIsNoHeader(String text) {
    assertThat(XRayTraceHeader.isValid(text)).isFalse();
  }

  @Test
  void aHeaderHasAtMost500Characters() {
    String longest = ROOT + ";" + "x".repeat(500 - ROOT.length() - 1);

    assertThat(XRayTraceHeader.isValid(longest)).isTrue();
    assertThat(XRayTraceHeader.isValid(longest + "x")).isFalse();
  }

  @Property
  void whateverItIsMadeOfItIsAnsweredAndValidOnlyForEventBridge(@ForAll("pieces") String text) {
    if (XRayTraceHeader.isValid(text)) {
      assertThat(AttributeRules.requireTraceHeader(text)).isEqualTo(text);
      assertThat(text).contains("Root=1-").matches("[ -~]+");
    }
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(ROOT, ";", " ", "Root=1-", "Sampled=1", "=", "\n", "é", "x".repeat(200))
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces));
  }
}
