package momento.eventbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaProcessTest {
  @Test
  void aUserHasNoHttpClientThatDoesNotComeByItselfUnlessAdded() {
    for (String jar :
        List.of(
            "apache5-client-2.41.28.jar",
            "url-connection-client-2.41.28.jar",
            "aws-crt-client-2.41.28.jar",
            "aws-crt-0.40.3.jar",
            "camel-api-4.18.0.jar")) {
      assertThat(JavaProcess.isUsers(jar, List.of())).as(jar).isFalse();
    }
    assertThat(JavaProcess.isUsers("aws-crt-client-2.41.28.jar", List.of("aws-crt"))).isTrue();
    assertThat(JavaProcess.isUsers("apache-client-2.41.28.jar", List.of())).isTrue();
    assertThat(JavaProcess.isUsers("netty-nio-client-2.41.28.jar", List.of())).isTrue();
  }
}
