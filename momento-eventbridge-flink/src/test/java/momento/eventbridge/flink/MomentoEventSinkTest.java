package momento.eventbridge.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import momento.eventbridge.CacheSet;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.MomentoEventException;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

class MomentoEventSinkTest {

  @Test
  void aSinkWithEveryOptionTravels() throws Exception {
    MomentoEventSink<String> sink =
        builder()
            .eventBusName("orders")
            .source("shop")
            .maxRequestBytes(262_144)
            .maxTtl(Duration.ofDays(30))
            .maxTopicMessageBytes(1_000)
            .requestTimeout(Duration.ofSeconds(5))
            .region("eu-west-1")
            .endpoint(URI.create("http://127.0.0.1:1"))
            .credentials("id", "secret")
            .rejectionHandler(rejection -> {})
            .verifyEventBus(false)
            .maxEventsPerSecond(1_000_000)
            .maxInFlightRequests(20)
            .maxBufferedEvents(500)
            .linger(Duration.ofMillis(5))
            .build();

    MomentoEventSink<String> copy = InstantiationUtil.clone(sink);

    assertThat(copy.getWriterStateSerializer().getVersion()).isEqualTo(1);
    HandDrivenTask task = new HandDrivenTask();
    task.outside(task::awaitMail); // the limiter gives turns on a thread of its own
    var writer = copy.createWriter(task);
    writer.write("k", new ElementTime());
    writer.close();
  }

  @ParameterizedTest
  @CsvSource({
    "eventBusName, a bus",
    "endpointId, x",
    "source, aws.mine",
    "maxRequestBytes, 1",
    "maxTtl, PT0S",
    "maxTopicMessageBytes, 0",
    "requestTimeout, PT2M",
    "requestTimeout, PT0S",
    "maxInFlightRequests, 0",
    "maxInFlightRequests, 1001",
    "maxBufferedEvents, 10",
    "maxEventsPerSecond, 0",
    "maxEventsPerSecond, 1000001",
    "linger, PT0S",
    "linger, PT2H",
  })
  void anOptionOutsideItsRangeIsRefusedByTheBuilder(String option, String value) {
    assertThatExceptionOfType(EventValidationException.class)
        .isThrownBy(() -> with(option, value).build())
        .withMessageStartingWith(option + " ");
  }

  private static MomentoEventSink.Builder<String> with(String option, String value) {
    return switch (option) {
      case "eventBusName" -> builder().eventBusName(value);
      case "endpointId" -> builder().endpointId(value);
      case "source" -> builder().source(value);
      case "maxRequestBytes" -> builder().maxRequestBytes(Integer.parseInt(value));
      case "maxTtl" -> builder().maxTtl(Duration.parse(value));
      case "maxTopicMessageBytes" -> builder().maxTopicMessageBytes(Integer.parseInt(value));
      case "requestTimeout" -> builder().requestTimeout(Duration.parse(value));
      case "maxInFlightRequests" -> builder().maxInFlightRequests(Integer.parseInt(value));
      case "maxBufferedEvents" -> builder().maxBufferedEvents(Integer.parseInt(value));
      case "maxEventsPerSecond" -> builder().maxEventsPerSecond(Integer.parseInt(value));
      case "linger" -> builder().linger(Duration.parse(value));
      default -> throw new IllegalArgumentException(option);
    };
  }

  @Test
  void aGlobalEndpointNeedsItsSigner() {
    assertThatExceptionOfType(MomentoEventException.class)
        .isThrownBy(() -> builder().endpointId("abcde.veo").build())
        .withMessageContaining("http-auth-aws-crt");
  }

  @Test
  void whatExcludesEachOtherIsRefused() {
    assertThatExceptionOfType(EventValidationException.class)
        .isThrownBy(() -> builder().clientFactory(() -> new HandDrivenBus()).region("r").build())
        .withMessageStartingWith("clientFactory excludes");
    assertThatExceptionOfType(EventValidationException.class)
        .isThrownBy(() -> builder().profile("p").credentials("id", "secret").build())
        .withMessageStartingWith("profile excludes");
  }

  @Test
  void theClientHasItsOptions() throws Exception {
    assertThat(credentials(new SdkClient("eu-west-1", null, "id", "secret", null, null)))
        .satisfies(c -> assertThat(c.accessKeyId()).isEqualTo("id"))
        .satisfies(c -> assertThat(c.secretAccessKey()).isEqualTo("secret"));
    assertThat(credentials(new SdkClient("eu-west-1", null, "id", "secret", "token", null)))
        .isInstanceOfSatisfying(
            AwsSessionCredentials.class, c -> assertThat(c.sessionToken()).isEqualTo("token"));
    SdkClient elsewhere =
        new SdkClient("eu-west-1", URI.create("http://localhost:1"), null, null, null, "p");
    Optional<URI> endpoint = of(elsewhere, c -> c.serviceClientConfiguration().endpointOverride());
    assertThat(endpoint).contains(URI.create("http://localhost:1"));
  }

  @Test
  void aClientDescribesItselfWithoutSecrets() {
    assertThat(new SdkClient("r", null, "id", "secret", null, null).toString())
        .isEqualTo("SdkClient[region=r, endpoint=null, credentials=given]");
    assertThat(new SdkClient("r", null, null, null, null, "p").toString())
        .contains("credentials=profile p");
    assertThat(new SdkClient(null, null, null, null, null, null).toString())
        .contains("credentials=as found");
  }

  private static AwsCredentialsIdentity credentials(SdkClient client) throws Exception {
    return of(
        client, c -> c.serviceClientConfiguration().credentialsProvider().resolveIdentity().join());
  }

  private static <T> T of(SdkClient factory, Function<EventBridgeAsyncClient, T> read)
      throws Exception {
    try (EventBridgeAsyncClient client = InstantiationUtil.clone(factory).create()) {
      return read.apply(client);
    }
  }

  private static MomentoEventSink.Builder<String> builder() {
    return MomentoEventSink.builder(
        (element, context) -> CacheSet.of("c", element, "m", Duration.ofMinutes(1)));
  }
}
