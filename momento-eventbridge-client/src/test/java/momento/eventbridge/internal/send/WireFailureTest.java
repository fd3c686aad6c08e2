package momento.eventbridge.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import momento.eventbridge.EventAttributes;
import momento.eventbridge.internal.core.Answer;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.CallFailure.Kind;
import momento.eventbridge.internal.core.EncodedEvent;
import momento.eventbridge.internal.core.EventEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * What the real SDK makes of real answers and real broken connections, and what we make of that.
 */
class WireFailureTest {
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));
  private static final EncodedEvent EVENT =
      new EventEncoder("demo", 1_000_000, Duration.ofHours(24), 4_096)
          .encode(PublisherUnderTest.event(0), EventAttributes.none());

  private final CountDownLatch release = new CountDownLatch(1);
  private final HttpServer server = listen();

  @AfterEach
  void stop() {
    release.countDown();
    server.stop(0);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(413, "", Kind.ANSWERED, "", 413),
        Arguments.of(400, error("ValidationException"), Kind.ANSWERED, "ValidationException", 400),
        Arguments.of(400, error("ThrottlingException"), Kind.ANSWERED, "ThrottlingException", 400),
        Arguments.of(
            400, error("TooManyRequestsException"), Kind.ANSWERED, "ThrottlingException", 400),
        Arguments.of(
            400, error("AccessDeniedException"), Kind.ANSWERED, "AccessDeniedException", 400),
        Arguments.of(500, error("InternalException"), Kind.ANSWERED, "InternalException", 500),
        Arguments.of(503, "", Kind.ANSWERED, "", 503),
        Arguments.of(
            403, error("RequestTimeTooSkewed"), Kind.CLOCK_SKEW, "RequestTimeTooSkewed", 403));
  }

  @ParameterizedTest(name = "{0} {3}")
  @MethodSource("answers")
  void anErrorAnswer(int status, String body, Kind kind, String code, int expectedStatus) {
    answerWith(status, body);

    CallFailure failure = send(DefaultRetryStrategy.doNotRetry(), CREDENTIALS);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.status()).isEqualTo(expectedStatus);
    assertThat(failure.attempts()).isEqualTo(1);
  }

  @Test
  void theSdksOwnAttemptsAreCounted() {
    AtomicInteger requests = answerWith(500, error("InternalException"));

    CallFailure failure =
        send(DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(2).build(), CREDENTIALS);

    assertThat(failure.attempts()).isEqualTo(2).isEqualTo(requests.get());
  }

  @Test
  void aConnectionThatIsDroppedHasNoAnswer() {
    server.createContext("/", HttpExchange::close);

    assertThat(send(DefaultRetryStrategy.doNotRetry(), CREDENTIALS).kind())
        .isEqualTo(Kind.NO_ANSWER);
  }

  @Test
  void anAnswerThatIsNoJsonCannotBeRead() {
    answerWith(200, "<html>");

    assertThat(send(DefaultRetryStrategy.doNotRetry(), CREDENTIALS).kind())
        .isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsNoAnswer() {
    server.createContext(
        "/",
        exchange -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    CallFailure failure =
        sendWithin(Duration.ofMillis(50), DefaultRetryStrategy.doNotRetry(), CREDENTIALS);

    assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER);
  }

  @Test
  void aRefusedConnectionSentNothing() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    CallFailure failure =
        sendTo(
            URI.create("http://127.0.0.1:" + port),
            Duration.ofSeconds(5),
            DefaultRetryStrategy.doNotRetry(),
            CREDENTIALS);

    assertThat(failure.kind()).isEqualTo(Kind.NOT_CONNECTED);
  }

  @Test
  void aHostThatDoesNotExistGotNothing() {
    CallFailure failure =
        sendTo(
            URI.create("http://momento-eventbridge.invalid"),
            Duration.ofSeconds(30),
            DefaultRetryStrategy.doNotRetry(),
            CREDENTIALS);

    assertThat(failure.kind()).isEqualTo(Kind.NOT_CONNECTED);
  }

  @Test
  void missingCredentialsAreAFailureOfTheClient() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("Unable to load credentials");
        };

    CallFailure failure = send(DefaultRetryStrategy.doNotRetry(), none);

    assertThat(failure.kind()).isEqualTo(Kind.CLIENT);
    assertThat(failure.text()).contains("Unable to load credentials");
    assertThat(failure.attempts()).isZero();
  }

  @Test
  void anAnswerOfTheServiceThatGivesCredentialsIsNotEventBridges() {
    AwsCredentialsProvider refused =
        () -> {
          throw AwsServiceException.builder().statusCode(403).message("no role").build();
        };

    CallFailure failure = send(DefaultRetryStrategy.doNotRetry(), refused);

    assertThat(failure.kind()).isEqualTo(Kind.CLIENT);
    assertThat(failure.attempts()).isZero();
  }

  @Test
  void theMarkIsOnTheWire() {
    List<String> userAgents = new ArrayList<>();
    server.createContext(
        "/",
        exchange -> {
          userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          exchange.close();
        });

    send(DefaultRetryStrategy.doNotRetry(), CREDENTIALS);

    assertThat(userAgents).isNotEmpty().allMatch(agent -> agent.contains("momento-eventbridge/"));
  }

  @Test
  void anInterruptedThreadIsToldApart() {
    answerWith(200, "{}");
    Thread.currentThread().interrupt();

    assertThat(send(DefaultRetryStrategy.doNotRetry(), CREDENTIALS).kind())
        .isEqualTo(Kind.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
  }

  private CallFailure send(RetryStrategy retries, AwsCredentialsProvider credentials) {
    return sendWithin(Duration.ofSeconds(30), retries, credentials);
  }

  private CallFailure sendWithin(
      Duration timeout, RetryStrategy retries, AwsCredentialsProvider credentials) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return sendTo(endpoint, timeout, retries, credentials);
  }

  private static CallFailure sendTo(
      URI endpoint, Duration timeout, RetryStrategy retries, AwsCredentialsProvider credentials) {
    try (EventBridgeClient client =
        EventBridgeClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .overrideConfiguration(c -> c.retryStrategy(retries))
            .build()) {
      Answer answer = new SdkPutEvents(client, "default", null).send(List.of(EVENT), timeout);
      return ((Answer.Failed) answer).failure();
    }
  }

  private AtomicInteger answerWith(int status, String body) {
    AtomicInteger requests = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    return requests;
  }

  private static String error(String code) {
    return "{\"__type\":\"" + code + "\",\"message\":\"said\"}";
  }

  private static HttpServer listen() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
