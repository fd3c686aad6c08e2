package momento.eventbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each optional dependency taken off the class path for good: what only hides classes from
 * conditions would not notice a class that cannot be linked.
 */
class WithoutOptionalJarsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "micrometer-core",
        "micrometer-tracing",
        "spring-boot-health",
        "momento-eventbridge-local",
        "spring-(boot-)?test"
      })
  void anApplicationStartsAndPublishesWithoutOneOfThem(String jar) throws Exception {
    assertThat(SmallApplication.runOn(List.of(jar), List.of(), "run")).isEqualTo("published");
  }

  @Test
  void anApplicationStartsAndPublishesWithoutAll() throws Exception {
    assertThat(
            SmallApplication.runOn(
                List.of(
                    "micrometer-.*",
                    "spring-boot-(health|actuator|micrometer).*",
                    "momento-eventbridge-local",
                    "spring-(boot-)?test.*"),
                List.of(),
                "run"))
        .isEqualTo("published");
  }
}
