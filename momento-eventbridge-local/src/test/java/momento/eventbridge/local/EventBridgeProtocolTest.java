package momento.eventbridge.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The AWS JSON 1.1 protocol, as far as no SDK lets one get it wrong. */
@LocalMomentoTest
class EventBridgeProtocolTest {
  private static final String PUT_EVENTS = "AWSEvents.PutEvents";
  private static final String ONE_ENTRY =
      "{\"Entries\":[{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{}\"}]}";

  private final URI endpoint;
  private final LocalMomentoStack stack;

  EventBridgeProtocolTest(LocalMomentoStack stack) {
    this.stack = stack;
    this.endpoint = stack.eventBridgeEndpoint();
  }

  @Test
  void anyCredentialsAreTaken() throws IOException, InterruptedException {
    HttpResponse<String> answer = RawHttp.call(endpoint, PUT_EVENTS, ONE_ENTRY);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
    assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(answer.body()).contains("\"EventId\"").contains("\"FailedEntryCount\":0");
  }

  @Test
  void aSignatureOfVersion4aIsTaken() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        RawHttp.call(
            endpoint,
            PUT_EVENTS,
            ONE_ENTRY,
            "Authorization",
            "AWS4-ECDSA-P256-SHA256 Credential=a, SignedHeaders=host, Signature=0");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void aRequestWithoutSignatureIsRefused() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("X-Amz-Target", PUT_EVENTS)
            .POST(BodyPublishers.ofString(ONE_ENTRY))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertError(answer, "MissingAuthenticationTokenException");
    assertThat(RawHttp.call(endpoint, PUT_EVENTS, ONE_ENTRY, "Authorization", "Basic x").body())
        .contains("MissingAuthenticationTokenException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Credential", "SignedHeaders", "Signature"})
  void aSignatureThatLacksAPartIsRefused(String part) throws IOException, InterruptedException {
    String signature = RawHttp.SIGNATURE.replace(part + "=", "Other=");
    HttpResponse<String> answer =
        RawHttp.call(endpoint, PUT_EVENTS, ONE_ENTRY, "Authorization", signature);

    assertError(answer, "IncompleteSignatureException");
    assertThat(answer.body()).contains("Authorization header requires '" + part + "' parameter.");
  }

  @Test
  void anEndpointIdNeedsABusName() throws IOException, InterruptedException {
    String entries = ONE_ENTRY.substring(0, ONE_ENTRY.length() - 1);
    HttpResponse<String> answer =
        RawHttp.call(endpoint, PUT_EVENTS, entries + ",\"EndpointId\":\"abcde.veo\"}");

    assertError(answer, "ValidationException");
    assertThat(answer.body()).contains("entries.1.member.eventBusName").contains("endpointId");
  }

  @ParameterizedTest
  @CsvSource({"AWSEvents.PutRule", "AWSEvents.Nonsense", "''"})
  void anOperationThatIsNotThereIsRefused(String target) throws IOException, InterruptedException {
    assertError(RawHttp.call(endpoint, target, "{}"), "UnknownOperationException");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "nonsense",
        "[]",
        "{\"Entries\":1}",
        "`{\"Entries\":[1]}`",
        "`{\"Entries\":[{\"Source\":1}]}`",
        "`{\"Entries\":[{\"Resources\":\"r\"}]}`",
        "`{\"Entries\":[{\"Resources\":[1]}]}`",
        "`{\"Entries\":[{\"Time\":\"today\"}]}`",
        "`{\"Entries\":[{\"Time\":1e30}]}`",
        "`{\"Entries\":[{\"Time\":1e16}]}`",
        "`{\"Entries\":[{\"Time\":1e999999999}]}`"
      })
  void aMemberOfTheWrongTypeIsRefused(String body) throws IOException, InterruptedException {
    assertError(RawHttp.call(endpoint, PUT_EVENTS, body), "SerializationException");
  }

  @ParameterizedTest
  @CsvSource({"1e-999999999", "0e999999999", "-1e-10"})
  void aTimeBelowANanosecondIsTheEpochHoweverItIsWritten(String seconds)
      throws IOException, InterruptedException {
    String body = ONE_ENTRY.replace("\"Detail\":", "\"Time\":" + seconds + ",\"Detail\":");

    assertThat(RawHttp.call(endpoint, PUT_EVENTS, body).body()).contains("\"FailedEntryCount\":0");
  }

  @Test
  void nullIsTheSameAsNothing() throws IOException, InterruptedException {
    String body =
        "{\"Entries\":[{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{}\",\"Time\":null,"
            + "\"Resources\":null,\"EventBusName\":null,\"TraceHeader\":null}],\"EndpointId\":null}";

    assertThat(RawHttp.call(endpoint, PUT_EVENTS, body).body()).contains("\"FailedEntryCount\":0");
  }

  @ParameterizedTest
  @CsvSource({
    "1e600000000,400",
    "-1e600000000,400",
    "1e-600000000,200",
    "0e600000000,200",
    "1e6000000000,400"
  })
  @Timeout(10) // It took hours.
  void aTimeWithAFarExponentIsAnsweredAtOnce(String time, int status)
      throws IOException, InterruptedException {
    String body = ONE_ENTRY.replace("{\"Source\"", "{\"Time\":" + time + ",\"Source\"");

    assertThat(RawHttp.call(endpoint, PUT_EVENTS, body).statusCode()).isEqualTo(status);
  }

  @Test
  void anEndpointIdHasAPattern() throws IOException, InterruptedException {
    String entries =
        "{\"Entries\":[{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{}\","
            + "\"EventBusName\":\"default\"}]";

    assertThat(
            RawHttp.call(endpoint, PUT_EVENTS, entries + ",\"EndpointId\":\"abcde.veo\"}")
                .statusCode())
        .isEqualTo(200);
    assertThat(RawHttp.call(endpoint, PUT_EVENTS, entries + ",\"EndpointId\":\"abcde\"}").body())
        .contains(
            "Value 'abcde' at 'endpointId' failed to satisfy constraint: Member must satisfy"
                + " regular expression pattern: ^[A-Za-z0-9\\\\-]+[\\\\.][A-Za-z0-9\\\\-]+$");
    assertThat(
            RawHttp.call(
                    endpoint, PUT_EVENTS, entries + ",\"EndpointId\":\"" + "a".repeat(49) + ".b\"}")
                .body())
        .contains("Member must have length less than or equal to 50");
  }

  @Test
  void aCompressedRequestIsRefusedWithTheReason() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        RawHttp.call(endpoint, PUT_EVENTS, "…", "Content-Encoding", "gzip");

    assertError(answer, "SerializationException");
    assertThat(answer.body()).contains("Content-Encoding");
    assertThat(
            RawHttp.call(endpoint, PUT_EVENTS, ONE_ENTRY, "Content-Encoding", "identity")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void theSdkCompressesNoPutEvents() {
    try (EventBridgeClient client =
        EventBridgeClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .overrideConfiguration(
                config ->
                    config.compressionConfiguration(
                        compression ->
                            compression
                                .requestCompressionEnabled(true)
                                .minimumCompressionThresholdInBytes(0)))
            .build()) {
      PutEventsRequestEntry entry =
          PutEventsRequestEntry.builder().source("s").detailType("t").detail("{}").build();
      assertThat(client.putEvents(request -> request.entries(entry)).failedEntryCount()).isZero();
    }
  }

  @Test
  void aBodyThatCannotBeALegalRequestIsNotEvenRead() throws IOException, InterruptedException {
    HttpResponse<String> answer = RawHttp.call(endpoint, PUT_EVENTS, " ".repeat(8 * 1_048_576 + 1));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aDetailOfQuotesIsAsLargeAsItsBytes() throws IOException, InterruptedException {
    // On the wire each quote takes up to seven bytes, and counts as two.
    String quotes = "\\\\\\u0022".repeat(500_000);
    String body = ONE_ENTRY.replace("{}", "{\\\"a\\\":\\\"" + quotes + "\\\"}");

    assertThat(RawHttp.call(endpoint, PUT_EVENTS, body).body()).contains("\"FailedEntryCount\":0");
    assertThat(stack.counts().accepted()).isOne();
  }

  private static void assertError(HttpResponse<String> answer, String code) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"__type\":\"" + code + "\"");
  }
}
