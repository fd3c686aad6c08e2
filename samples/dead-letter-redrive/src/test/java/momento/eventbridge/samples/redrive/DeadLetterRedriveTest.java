package momento.eventbridge.samples.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeadLetterRedriveTest {
  @Test
  void eachKindOfLetterMeetsItsFateOnTheLocalStack() throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    boolean asExpected = OnLocalStack.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    String output = bytes.toString(StandardCharsets.UTF_8);
    assertThat(asExpected).as(output).isTrue();
    assertThat(output)
        .contains("the queue has 18 letters:")
        .containsPattern("14 × cacheSet for my-cash: .*404.*attempts: 1")
        .containsPattern("3 × cacheSet for my-cache: .*401.* Ended by Maximum.*; attempts: [0-9]+")
        .contains("published again 15, discarded 2, left 1 (ALL_SEEN)")
        .containsPattern("left: +1 × cacheDelete for someone-elses-cache: .*404")
        .doesNotContain("typing-error", "outage", "value");
  }
}
