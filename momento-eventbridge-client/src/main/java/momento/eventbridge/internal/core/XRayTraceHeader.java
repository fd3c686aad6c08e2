package momento.eventbridge.internal.core;

import java.util.regex.Pattern;

/**
 * The form of X-Ray's trace header ("Tracing header" in X-Ray's developer guide): fields of {@code
 * name=value} with semicolons in between, one of them the root, for example {@code
 * Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1}.
 */
public final class XRayTraceHeader {
  /** Fields other than the root are X-Ray's to add to, so they may hold any printable ASCII. */
  private static final Pattern FORM =
      Pattern.compile("(?:[ -:<-~]*;)*? *Root=1-[0-9a-fA-F]{8}-[0-9a-fA-F]{24} *(?:;[ -~]*)?");

  private XRayTraceHeader() {}

  /** Whether EventBridge and X-Ray can make use of it. */
  public static boolean isValid(String text) {
    return text.length() <= AttributeRules.MAX_TRACE_HEADER_CHARACTERS
        && FORM.matcher(text).matches();
  }
}
