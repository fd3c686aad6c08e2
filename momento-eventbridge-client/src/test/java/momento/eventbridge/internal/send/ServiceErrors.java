package momento.eventbridge.internal.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

/** The exceptions that the SDK throws, as facts and the wire tests show them. */
final class ServiceErrors {
  private ServiceErrors() {}

  static AwsServiceException answered(int status, String code, String text) {
    return EventBridgeException.builder()
        .statusCode(status)
        .numAttempts(1)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(text).build())
        .message(text + " (Service: EventBridge, Status Code: " + status + ")")
        .build();
  }

  static AwsServiceException withoutBody(int status) {
    return EventBridgeException.builder()
        .statusCode(status)
        .numAttempts(1)
        .awsErrorDetails(AwsErrorDetails.builder().build())
        .message("Service returned HTTP status code " + status)
        .build();
  }

  static SdkClientException reset() {
    return SdkClientException.builder()
        .message("Unable to execute HTTP request: Connection reset")
        .cause(new IOException("Connection reset"))
        .build();
  }

  static SdkClientException readTimeout() {
    return SdkClientException.builder()
        .message("Unable to execute HTTP request: Read timed out")
        .cause(new SocketTimeoutException("Read timed out"))
        .build();
  }

  static SdkClientException refused() {
    return SdkClientException.builder()
        .message("Unable to execute HTTP request: Connection refused")
        .cause(new IOException("wrapped", new ConnectException("Connection refused")))
        .build();
  }

  static ApiCallTimeoutException callTimeout() {
    return ApiCallTimeoutException.create(10_000);
  }
}
