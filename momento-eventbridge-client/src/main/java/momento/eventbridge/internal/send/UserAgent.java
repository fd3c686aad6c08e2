package momento.eventbridge.internal.send;

import software.amazon.awssdk.core.ApiName;

/** Marks our requests, so that AWS's logs show where they come from. */
final class UserAgent {
  static final ApiName MARK =
      ApiName.builder().name("momento-eventbridge").version(version()).build();

  private UserAgent() {}

  private static String version() {
    String version = UserAgent.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version; // run from classes, not from the jar
  }
}
