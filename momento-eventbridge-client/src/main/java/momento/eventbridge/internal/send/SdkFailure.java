package momento.eventbridge.internal.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import javax.net.ssl.SSLHandshakeException;
import momento.eventbridge.internal.core.CallFailure;
import momento.eventbridge.internal.core.CallFailure.Kind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

/** What an exception of the SDK says about the request. */
public final class SdkFailure {
  private SdkFailure() {}

  /** What failed on the thread that waited for it. */
  static CallFailure of(Throwable e) {
    boolean interrupted = Thread.currentThread().isInterrupted() || e instanceof AbortedException;
    return interrupted && !(e instanceof EventBridgeException)
        ? new CallFailure(Kind.INTERRUPTED, 0, "", text(e), attempts(e))
        : ofAsync(e);
  }

  /** What failed while nobody waited: whether this thread is interrupted has no meaning. */
  public static CallFailure ofAsync(Throwable thrown) {
    Throwable e = unwrapped(thrown);
    int attempts = attempts(e);
    // Credentials come from other services, whose answers are not about the events.
    if (e instanceof EventBridgeException service) {
      return ofAnswer(service, attempts);
    }
    return new CallFailure(kind(e), 0, "", text(e), attempts);
  }

  /** A dependent stage of the SDK's future wraps what the SDK threw. */
  private static Throwable unwrapped(Throwable e) {
    return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
  }

  /** The SDK counts none in what it throws before it sends, for example for lack of credentials. */
  private static int attempts(Throwable e) {
    if (e instanceof SdkException sdk) {
      return sdk.numAttempts() == null ? 0 : sdk.numAttempts();
    }
    return 1;
  }

  private static CallFailure ofAnswer(EventBridgeException e, int attempts) {
    String code = "";
    String text = "";
    if (e.awsErrorDetails() != null) {
      code = nonNull(e.awsErrorDetails().errorCode());
      text = nonNull(e.awsErrorDetails().errorMessage());
    }
    if (RetryUtils.isClockSkewException(e)) {
      return new CallFailure(Kind.CLOCK_SKEW, e.statusCode(), code, text, attempts);
    }
    if (RetryUtils.isThrottlingException(e)) {
      code = "ThrottlingException"; // there are a dozen spellings
    }
    return new CallFailure(Kind.ANSWERED, e.statusCode(), code, text, attempts);
  }

  private static Kind kind(Throwable e) {
    // Aborted: a thread was interrupted, which has nothing to do with the events of the request.
    if (e instanceof AbortedException
        || e instanceof ApiCallTimeoutException
        || e instanceof ApiCallAttemptTimeoutException) {
      return Kind.NO_ANSWER;
    }
    if (nonNull(e.getMessage()).startsWith("Unable to unmarshall response")) {
      return Kind.UNREADABLE;
    }
    if (hasCause(e, SdkFailure::isNotConnected)) {
      return Kind.NOT_CONNECTED;
    }
    return hasCause(e, IOException.class::isInstance) ? Kind.NO_ANSWER : Kind.CLIENT;
  }

  private static boolean hasCause(Throwable e, Predicate<Throwable> kind) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (kind.test(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNotConnected(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException
        || cause instanceof SSLHandshakeException
        // Each HTTP client has classes of its own for these two, which we do not depend on.
        || cause.getClass().getSimpleName().toLowerCase(Locale.ROOT).contains("connecttimeout")
        || cause.getClass().getSimpleName().contains("ConnectionPoolTimeout");
  }

  private static String text(Throwable e) {
    return e.getClass().getSimpleName() + ": " + nonNull(e.getMessage());
  }

  private static String nonNull(@Nullable String text) {
    return text == null ? "" : text;
  }
}
