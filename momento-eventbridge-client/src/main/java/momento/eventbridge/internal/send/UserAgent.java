package momento.eventbridge.internal.send;

import java.lang.module.ModuleDescriptor;
import software.amazon.awssdk.core.ApiName;

/** Marks our requests, so that AWS's logs show where they come from. */
final class UserAgent {
  static final ApiName MARK =
      ApiName.builder().name("momento-eventbridge").version(version()).build();

  private UserAgent() {}

  private static String version() {
    // On the module path a package does not know what the jar's manifest says.
    ModuleDescriptor module = UserAgent.class.getModule().getDescriptor();
    String version =
        module == null
            ? UserAgent.class.getPackage().getImplementationVersion()
            : module.rawVersion().orElse(null);
    return version == null ? "unpackaged" : version; // run from classes, not from the jar
  }
}
