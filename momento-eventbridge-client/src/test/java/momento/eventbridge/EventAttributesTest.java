package momento.eventbridge;

import static momento.eventbridge.TestEvents.assertRefused;
import static momento.eventbridge.TestEvents.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventAttributesTest {
  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");

  private static EventAttributes.Builder all() {
    return EventAttributes.builder()
        .source("demo")
        .time(TIME)
        .resources(List.of("arn:a", "b"))
        .traceHeader("Root=1");
  }

  @Test
  void nothingIsSetByDefault() {
    assertThat(EventAttributes.none()).isEqualTo(EventAttributes.builder().build());
    assertThat(EventAttributes.none().source()).isEmpty();
    assertThat(EventAttributes.none().time()).isEmpty();
    assertThat(EventAttributes.none().resources()).isEmpty();
    assertThat(EventAttributes.none().traceHeader()).isEmpty();
  }

  @Test
  void eachFieldIsKept() {
    EventAttributes attributes = all().build();

    assertThat(attributes.source()).contains("demo");
    assertThat(attributes.time()).contains(TIME);
    assertThat(attributes.resources()).containsExactly("arn:a", "b");
    assertThat(attributes.traceHeader()).contains("Root=1");
  }

  @Test
  void resourcesAreCopied() {
    List<String> given = new ArrayList<>(List.of("a"));
    EventAttributes attributes = EventAttributes.builder().resources(given).build();
    given.add("b");

    assertThat(attributes.resources()).containsExactly("a");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> attributes.resources().add("c"));
  }

  /** A text field: its name in messages, its greatest length, and how to set it. */
  private record TextField(
      String name,
      int longest,
      BiFunction<EventAttributes.Builder, String, EventAttributes.Builder> set) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<TextField> TEXT_FIELDS =
      List.of(
          new TextField("source", 256, EventAttributes.Builder::source),
          new TextField("traceHeader", 500, EventAttributes.Builder::traceHeader),
          new TextField("resources[1]", 2_048, (b, text) -> b.resources(Arrays.asList("a", text))));

  @ParameterizedTest
  @FieldSource("TEXT_FIELDS")
  void aTextFieldHasALength(TextField field) {
    EventAttributes.Builder builder = EventAttributes.builder();
    String longest = "x".repeat(field.longest);

    assertThat(field.set.apply(builder, longest)).isSameAs(builder);
    assertRefused(field.name, () -> field.set.apply(builder, longest + "x"))
        .withMessageContaining("has " + (field.longest + 1) + " characters")
        .withMessageContaining("at most " + field.longest)
        .withMessageNotContaining("xx");
  }

  @ParameterizedTest
  @FieldSource("TEXT_FIELDS")
  void aTextFieldIsNeitherMissingNorEmptyNorBroken(TextField field) {
    EventAttributes.Builder builder = EventAttributes.builder();

    assertRefused(field.name, () -> field.set.apply(builder, missing()))
        .withMessageContaining("is missing");
    assertRefused(field.name, () -> field.set.apply(builder, "")).withMessageContaining("is empty");
    assertRefused(field.name, () -> field.set.apply(builder, "a\uDC00"))
        .withMessageContaining("position 1 of 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.", "aws.events", "aws.momento"})
  void aSourceOfAwsIsRefused(String source) {
    assertRefused("source", () -> EventAttributes.builder().source(source))
        .withMessageContaining("begins with 'aws.'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "awsome.shop", "my.aws.", "com.example.orders"})
  void anyOtherSourceIsTaken(String source) {
    assertThat(EventAttributes.builder().source(source).build().source()).contains(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z"})
  void aTimeOfFourDigitYearsIsTaken(Instant time) {
    assertThat(EventAttributes.builder().time(time).build().time()).contains(time);
  }

  @ParameterizedTest
  @CsvSource({"-0001-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z"})
  void aTimeOfOtherYearsIsRefused(Instant time) {
    assertRefused("time", () -> EventAttributes.builder().time(time))
        .withMessageContaining("is " + time)
        .withMessageContaining("0000 to 9999");
  }

  @Test
  void aMissingTimeOrListIsRefused() {
    assertRefused("time", () -> EventAttributes.builder().time(missing()))
        .withMessageContaining("is missing");
    assertRefused("resources", () -> EventAttributes.builder().resources(missing()))
        .withMessageContaining("is missing");
  }

  @Test
  void attributesCompareByEachOfTheirFields() {
    assertThat(all().build()).isEqualTo(all().build()).hasSameHashCodeAs(all().build());
    assertThat(all().build())
        .isNotEqualTo(all().source("other").build())
        .isNotEqualTo(all().time(TIME.plusSeconds(1)).build())
        .isNotEqualTo(all().resources(List.of()).build())
        .isNotEqualTo(all().traceHeader("Root=2").build())
        .isNotEqualTo("attributes");
  }

  @Test
  void aBuilderCanBeginWithWhatIsThere() {
    assertThat(all().build().toBuilder().build()).isEqualTo(all().build());
    assertThat(all().build().toBuilder().source("other").build())
        .isEqualTo(all().source("other").build());
    assertThat(EventAttributes.none().toBuilder().build()).isEqualTo(EventAttributes.none());
  }

  @Test
  void toStringShowsWhatIsSet() {
    assertThat(all().build())
        .hasToString(
            "EventAttributes[source=demo, time=2026-11-24T10:00:00Z, resources=2,"
                + " traceHeader=set]");
    assertThat(EventAttributes.none())
        .hasToString("EventAttributes[source=null, time=null, resources=0, traceHeader=none]");
  }
}
