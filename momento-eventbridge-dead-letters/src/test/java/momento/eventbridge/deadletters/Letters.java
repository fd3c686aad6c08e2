package momento.eventbridge.deadletters;

import java.util.Map;
import momento.eventbridge.CacheDelete;
import momento.eventbridge.MomentoEvent;

/** Dead letters as EventBridge writes them. */
final class Letters {
  static final Map<String, String> CACHE_NOT_FOUND =
      Map.of(
          "RULE_ARN", "arn:aws:events:eu-west-1:123456789012:rule/momento",
          "TARGET_ARN", "arn:aws:events:eu-west-1:123456789012:api-destination/momento/1",
          "ERROR_CODE", "SDK_CLIENT_ERROR",
          "ERROR_MESSAGE", "Unable to invoke ApiDestination endpoint: 404",
          "RETRY_ATTEMPTS", "0");

  private Letters() {}

  static MomentoEvent event(String key) {
    return CacheDelete.of("my-cache", key);
  }

  static String body(String key) {
    return body(event(key));
  }

  static String body(MomentoEvent event) {
    return body(event.detailType().toString(), event.toDetail(), "shop", "2026-11-24T11:00:00Z");
  }

  static String body(String detailType, String detail, String source, String time) {
    return """
    {"version":"0","id":"11111111-2222-3333-4444-555555555555","detail-type":"%s","source":"%s",
    "account":"123456789012","time":"%s","region":"eu-west-1","resources":["order/7"],
    "detail":%s}\
    """
        .formatted(detailType, source, time, detail);
  }
}
