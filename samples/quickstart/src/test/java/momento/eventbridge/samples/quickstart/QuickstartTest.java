package momento.eventbridge.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  @Test
  void everyStepIsAsExpectedOnTheLocalStack() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    boolean asExpected = OnLocalStack.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    String output = bytes.toString(StandardCharsets.UTF_8);
    assertThat(asExpected).as(output).isTrue();
    assertThat(output)
        .contains("my-cache holds under test-key: hello world!")
        .contains("received: hello subscribers")
        .contains("my-cache holds what was lost")
        .endsWith("All as expected.\n");
  }

  @Test
  void theStepsForAnAccountPublishToWhateverBusTheyAreGiven() throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start()) {
      boolean accepted =
          OnAws.publish(
              new PrintStream(bytes, true, StandardCharsets.UTF_8), stack.publisher(), "my-cache");
      stack.awaitIdle();

      assertThat(accepted).isTrue();
      assertThat(stack.size("my-cache")).isGreaterThan(200);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("rejected=0");
  }

  @Test
  void whatIsNotAsExpectedIsSaidAndRemembered() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Report report = new Report(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    report.check(false, "cache", "holds nothing");

    assertThat(report.end()).isFalse();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("NOT AS EXPECTED: holds nothing");
  }
}
