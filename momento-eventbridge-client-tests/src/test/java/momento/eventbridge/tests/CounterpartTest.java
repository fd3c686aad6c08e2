package momento.eventbridge.tests;

import static momento.eventbridge.tests.Counterpart.LOCALSTACK;
import static momento.eventbridge.tests.Counterpart.LOCAL_STACK;
import static momento.eventbridge.tests.Counterpart.MINISTACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CounterpartTest {
  private static final Map<String, String> NOTHING = Map.of();
  private static final Map<String, String> CI = Map.of("CI", "true");

  @Test
  void anEndpointOfTheEnvironmentComesFirst() {
    Map<String, String> environment =
        Map.of(
            "LOCALSTACK_ENDPOINT",
            "http://127.0.0.1:1",
            "MINISTACK_ENDPOINT",
            "http://127.0.0.1:2",
            "CI",
            "true");

    assertThat(LOCALSTACK.origin(environment, CounterpartTest::nobodyAsks))
        .isEqualTo(new Counterpart.Origin.Endpoint(URI.create("http://127.0.0.1:1")));
    assertThat(MINISTACK.origin(environment, CounterpartTest::nobodyAsks))
        .isEqualTo(new Counterpart.Origin.Endpoint(URI.create("http://127.0.0.1:2")));
  }

  @Test
  void anEmptyVariableIsNone() {
    assertThat(LOCALSTACK.origin(Map.of("LOCALSTACK_ENDPOINT", " "), () -> false))
        .isEqualTo(new Counterpart.Origin.Skipped());
  }

  @Test
  void anEndpointThatIsNoUrlIsNotTakenForNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LOCALSTACK.origin(Map.of("LOCALSTACK_ENDPOINT", "not a URL"), () -> false));
  }

  @Test
  void localStackRunsInDockerWithoutAnEndpointAlsoInCi() {
    assertThat(LOCALSTACK.origin(NOTHING, () -> true))
        .isEqualTo(new Counterpart.Origin.Container());
    assertThat(LOCALSTACK.origin(CI, () -> true)).isEqualTo(new Counterpart.Origin.Container());
  }

  @Test
  void miniStackIsNotStartedInDocker() {
    assertThat(MINISTACK.origin(NOTHING, CounterpartTest::nobodyAsks))
        .isEqualTo(new Counterpart.Origin.Skipped());
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCALSTACK", "MINISTACK"})
  void withNothingTheTestsAreSkipped(Counterpart counterpart) {
    assertThat(counterpart.origin(NOTHING, () -> false))
        .isEqualTo(new Counterpart.Origin.Skipped());
    assertThat(counterpart.origin(Map.of("CI", "false"), () -> false))
        .isEqualTo(new Counterpart.Origin.Skipped());
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCALSTACK", "MINISTACK"})
  void withNothingInCiTheTestsFail(Counterpart counterpart) {
    assertThat(counterpart.origin(CI, () -> false))
        .isInstanceOfSatisfying(
            Counterpart.Origin.Missing.class,
            missing ->
                assertThat(missing.reason())
                    .contains(counterpart.title(), counterpart.name() + "_ENDPOINT=$("));
  }

  @Test
  void theLocalStackIsAlwaysThere() {
    assertThat(LOCAL_STACK.origin(CI, CounterpartTest::nobodyAsks))
        .isEqualTo(new Counterpart.Origin.InProcess());
  }

  private static boolean nobodyAsks() {
    throw new AssertionError("Docker was asked for");
  }
}
