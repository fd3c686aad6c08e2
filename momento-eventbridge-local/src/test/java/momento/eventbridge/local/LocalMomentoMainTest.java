package momento.eventbridge.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalMomentoMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void printsEndpointsThenReadyThenHops() throws InterruptedException {
    try (LocalMomentoStack stack =
        start("--eventBridgePort=0", "--momentoPort=0", "--body=JSON", "--momentoEndpoint=")) {
      stack.publisher().cacheSet("other-cache", "a", "1", Duration.ofMinutes(1));
      stack.awaitIdle();

      assertThat(stack.token()).isEqualTo("local-token");
      assertThat(stack.get("other-cache", "a")).map(CachedItem::text).hasValue("\"1\"");
      assertThat(out.toString(UTF_8).lines())
          .hasSize(5)
          .startsWith(
              "EventBridge " + stack.eventBridgeEndpoint(),
              "Momento     " + stack.momentoEndpoint(),
              "ready");
      assertThat(out.toString(UTF_8)).contains("accepted ").contains("delivered ");
    }
  }

  @Test
  void sendsToAnotherMomento() throws InterruptedException {
    try (LocalMomentoStack momento = start("--eventBridgePort=0", "--momentoPort=0", "--token=t");
        LocalMomentoStack stack =
            start(
                "--eventBridgePort=0",
                "--token=t",
                "--momentoEndpoint=" + momento.momentoEndpoint())) {
      stack.publisher().cacheSet("my-cache", "a", "1", Duration.ofMinutes(1));
      stack.awaitIdle();

      assertThat(momento.get("my-cache", "a")).map(CachedItem::text).hasValue("1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "port=1, argument 1 is not of the form --name=value",
    "--nonsense=1, 'argument 1 has the name ''nonsense'', which is unknown: give --name=value'",
    "--=1, which is unknown: give --name=value",
    "--eventBridgePort, argument 1 is not of the form --name=value",
    "--eventBridgePort=many, eventBridgePort is many",
    "--body=xml, body is xml"
  })
  void refusesWhatItDoesNotUnderstand(String arg, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> start(arg))
        .withMessageContaining(message);
  }

  /** {@code --token secret} in place of {@code --token=secret}, for example. */
  @ParameterizedTest
  @CsvSource({
    "secret-token, argument 2 is not of the form",
    "secret-token==, argument 2 is not of the form",
    "--secret-token, argument 2 is not of the form",
    "--tokn=secret-token, argument 2 has the name"
  })
  void namesTheArgumentThatIsWrongAndNeverShowsItsValue(String arg, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> start("--region=eu-west-1", arg))
        .withMessageContaining(message)
        .withMessageContaining("eventBridgePort, momentoPort")
        .withMessageNotContaining("secret");
  }

  private LocalMomentoStack start(String... args) {
    return LocalMomentoMain.start(args, new PrintStream(out, true, UTF_8));
  }

  @Test
  void spacesAroundTheNamesOfCachesDoNotCount() {
    String[] args = {"--eventBridgePort=0", "--momentoPort=0", "--caches= a, b "};
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    try (LocalMomentoStack stack = LocalMomentoMain.start(args, nowhere)) {
      assertThat(stack.size("a")).isZero();
      assertThat(stack.size("b")).isZero();
    }
  }
}
