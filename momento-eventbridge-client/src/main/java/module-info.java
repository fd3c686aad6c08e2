/** Typed, validated and batched publishing of Momento events to Amazon EventBridge. */
module momento.eventbridge {
  requires transitive software.amazon.awssdk.services.eventbridge;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires org.slf4j;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.auth.aws;
  requires software.amazon.awssdk.retries;

  exports momento.eventbridge;

  // The compiler does not miss this line; a publisher that looks for the SDK's CRT client does.
  uses software.amazon.awssdk.http.async.SdkAsyncHttpService;
}
