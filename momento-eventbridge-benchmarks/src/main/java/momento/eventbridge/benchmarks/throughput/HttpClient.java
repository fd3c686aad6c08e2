package momento.eventbridge.benchmarks.throughput;

import java.util.List;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The SDK's HTTP clients. Endpoint, region and credentials come from the environment, as {@code
 * create()} of the SDK and of this library have them.
 */
public enum HttpClient {
  /** Whatever each side takes when it is told nothing. */
  DEFAULT("default (Apache 4, Netty)"),
  /** The same, with CRT on the class path. */
  DEFAULT_WITH_CRT("default, CRT added"),
  /** Apache 4; comes with the SDK's EventBridge module. */
  APACHE("Apache 4"),
  /** Apache 5. */
  APACHE5("Apache 5"),
  /** The JDK's URL connection. */
  URL_CONNECTION("URL connection"),
  /** Netty; comes with the SDK's EventBridge module; asynchronous only. */
  NETTY("Netty"),
  /** AWS's Common Runtime, which is native code; synchronous and asynchronous. */
  CRT("CRT");

  private final String title;

  HttpClient(String title) {
    this.title = title;
  }

  /** As it is written in tables. */
  public String title() {
    return title;
  }

  /** What a user adds to the class path for it: beginnings of file names. */
  public List<String> artifacts() {
    return switch (this) {
      case DEFAULT, APACHE, NETTY -> List.of();
      case APACHE5 -> List.of("apache5-client");
      case URL_CONNECTION -> List.of("url-connection-client");
      case CRT, DEFAULT_WITH_CRT -> List.of("aws-crt", "crt-core");
    };
  }

  /** Whether the choice is left to each side. */
  public boolean isDefault() {
    return this == DEFAULT || this == DEFAULT_WITH_CRT;
  }

  /** A client on it. */
  public EventBridgeClient sync() {
    return isDefault()
        ? EventBridgeClient.create()
        : EventBridgeClient.builder().httpClientBuilder(syncBuilder()).build();
  }

  private SdkHttpClient.Builder<?> syncBuilder() {
    return switch (this) {
      case APACHE -> ApacheHttpClient.builder();
      case APACHE5 -> Apache5HttpClient.builder();
      case URL_CONNECTION -> UrlConnectionHttpClient.builder();
      case CRT -> AwsCrtHttpClient.builder();
      case NETTY, DEFAULT, DEFAULT_WITH_CRT -> throw new IllegalStateException(this + " has none");
    };
  }

  /** An asynchronous client on it. */
  public EventBridgeAsyncClient async() {
    return isDefault()
        ? EventBridgeAsyncClient.create()
        : EventBridgeAsyncClient.builder().httpClientBuilder(asyncBuilder()).build();
  }

  private SdkAsyncHttpClient.Builder<?> asyncBuilder() {
    return switch (this) {
      case NETTY -> NettyNioAsyncHttpClient.builder();
      case CRT -> AwsCrtAsyncHttpClient.builder();
      case APACHE, APACHE5, URL_CONNECTION, DEFAULT, DEFAULT_WITH_CRT ->
          throw new IllegalStateException(this + " has none");
    };
  }
}
