package momento.eventbridge.internal.core;

import static momento.eventbridge.TestEvents.assertRefused;
import static momento.eventbridge.TestEvents.missing;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields that belong to the publisher; those of an event are tested with its attributes. */
class AttributeRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "default",
        "my.bus-1_A",
        "arn:aws:events:us-east-1:123456789012:event-bus/default",
        "arn:aws-cn:events:cn-north-1:123456789012:event-bus/my.bus-1_A",
        "arn:aws-us-gov:events:us-gov-west-1:123456789012:event-bus/b"
      })
  void aBusHasANameOrAnArn(String bus) {
    assertThat(AttributeRules.requireEventBusName(bus)).isEqualTo(bus);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my bus",
        "my/bus",
        "büs",
        "bus\n",
        "arn:aws:events:us-east-1:12345678901:event-bus/b",
        "arn:aws:events:us-east-1:123456789012:event-bus/",
        "arn:aws:events:us-east-1:123456789012:event-busv2/b",
        "arn:aws:sqs:us-east-1:123456789012:b",
        "https://events.us-east-1.amazonaws.com"
      })
  void anythingElseIsNoBus(String bus) {
    assertRefused("eventBusName", () -> AttributeRules.requireEventBusName(bus))
        .withMessageContaining("arn:aws:events:REGION:ACCOUNT:event-bus/NAME")
        .withMessageContaining(bus.length() + " characters");
  }

  @ParameterizedTest
  @CsvSource({
    "my bus, U+0020 at position 2 of its 6 characters",
    "büs, U+00FC at position 1 of its 3 characters",
    "bus😀, U+1F600 at position 3 of its 5 characters",
    "arn:aws:sqs:us-east-1:123456789012:b, 36 characters"
  })
  void whatIsWrongInABusIsFound(String bus, String has) {
    assertRefused("eventBusName", () -> AttributeRules.requireEventBusName(bus))
        .withMessageStartingWith("eventBusName has " + has + " that are not a bus name");
  }

  @Test
  void aBusNameHasAtMost1600Characters() {
    String longest = "b".repeat(1_600);

    assertThat(AttributeRules.requireEventBusName(longest)).isEqualTo(longest);
    assertRefused("eventBusName", () -> AttributeRules.requireEventBusName(longest + "b"))
        .withMessageContaining("has 1601 characters")
        .withMessageContaining("at most 1600");
    assertRefused("eventBusName", () -> AttributeRules.requireEventBusName(""))
        .withMessageContaining("is empty");
    assertRefused("eventBusName", () -> AttributeRules.requireEventBusName(missing()))
        .withMessageContaining("is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcde.veo", "A-1.b-2"})
  void anEndpointHasAnIdOfTwoParts(String id) {
    assertThat(AttributeRules.requireEndpointId(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcde",
        "abcde.",
        ".veo",
        "a.b.c",
        "ab_cd.veo",
        "https://abcde.veo",
        "abcde.veo.endpoint.events.amazonaws.com"
      })
  void anythingElseIsNoEndpoint(String id) {
    assertRefused("endpointId", () -> AttributeRules.requireEndpointId(id))
        .withMessageContaining("looks like abcde.veo")
        .withMessageContaining(id.length() + " characters");
  }

  @ParameterizedTest
  @CsvSource({
    "abcde, 5 characters",
    "a.b.c, 5 characters",
    "ab_cd.veo, U+005F at position 2 of its 9 characters",
    "https://abcde.veo, U+003A at position 5 of its 17 characters"
  })
  void whatIsWrongInAnEndpointIsFound(String id, String has) {
    assertRefused("endpointId", () -> AttributeRules.requireEndpointId(id))
        .withMessageStartingWith("endpointId has " + has + " that are not an endpoint's id");
  }

  @Test
  void anEndpointIdHasAtMost50Characters() {
    String longest = "e".repeat(46) + ".veo";

    assertThat(AttributeRules.requireEndpointId(longest)).isEqualTo(longest);
    assertRefused("endpointId", () -> AttributeRules.requireEndpointId("e" + longest))
        .withMessageContaining("has 51 characters")
        .withMessageContaining("at most 50");
    assertRefused("endpointId", () -> AttributeRules.requireEndpointId(missing()))
        .withMessageContaining("is missing");
  }
}
