package momento.eventbridge.samples.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.local.LocalMomentoStack;
import momento.eventbridge.local.MessageBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderScreenTest {
  private final List<String> shown = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void showsTheStepsInOrderAndWithoutQuotes(MessageBody body)
      throws IOException, InterruptedException {
    try (LocalMomentoStack stack =
        LocalMomentoStack.builder().caches("my-cache").messageBody(body).start()) {
      for (int number : new int[] {2, 1, 3}) {
        stack
            .publisher()
            .topicPublish("my-cache", "order-7", new Step(number, 3, "say \"hi\"").message());
      }

      assertThat(screen(stack, "my-cache").follow(step -> shown.add(step.message()))).isTrue();
    }
    assertThat(shown).containsExactly("1/3 say \"hi\"", "2/3 say \"hi\"", "3/3 say \"hi\"");
  }

  @Test
  void saysWhichAnswerMomentoGave() {
    try (LocalMomentoStack stack = LocalMomentoStack.start()) {
      OrderScreen screen = screen(stack, "no-such-cache");

      assertThatIOException()
          .isThrownBy(() -> screen.follow(step -> {}))
          .withMessageContaining("404")
          .withMessageNotContaining(stack.token());
    }
  }

  private static OrderScreen screen(LocalMomentoStack stack, String cache) {
    return new OrderScreen(
        stack.momentoEndpoint(), stack.token(), cache, "order-7", Duration.ofMinutes(5));
  }
}
