package momento.eventbridge.deadletters;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import momento.eventbridge.MomentoEventException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What comes through of answers that the real SDK cannot read, which can hold letters. */
class WireTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Messages\":[{\"MessageId\":\"m\",\"ReceiptHandle\":\"r\",\"Body\":secret}]}",
        "{\"Messages\":[{\"MessageId\":\"m\",\"ReceiptHandle\":\"r\",\"Body\":\"secret\",",
        "{\"Messages\":[{\"MessageId\":\"m\",\"ReceiptHandle\":\"r\",\"Body\":{\"secret\":1}}]}",
        "{\"Messages\":[{\"MessageId\":\"m\",\"MD5OfBody\":\"0\",\"Body\":\"secret\"}]}",
        "secret"
      })
  void showsNothingOfAnAnswerThatCannotBeRead(String answer) throws Exception {
    peek(200, answer)
        .hasMessageContaining("ReceiveMessage")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("5ebe2294ecd0e0f08eab7690d2a6ee69") // the body's MD5
        .hasNoCause();
  }

  @Test
  void showsNothingOfARefusalThatRepeatsTheSignedRequest() throws Exception {
    peek(
            403,
            "{\"__type\":\"InvalidSignatureException\",\"message\":\"The Canonical String for this"
                + " request should have been 'POST x-amz-security-token:secret'\"}")
        .hasMessageContaining("ReceiveMessage")
        .hasMessageContaining("withheld")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  private static AbstractThrowableAssert<?, ?> peek(int status, String answer) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (SqsClient client =
            SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        DeadLetterQueue queue =
            DeadLetterQueue.builder().queueUrl(FakeSqs.URL).client(client).build()) {
      return assertThatThrownBy(() -> queue.peek(1)).isInstanceOf(MomentoEventException.class);
    } finally {
      server.stop(0);
    }
  }
}
