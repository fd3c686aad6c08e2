package momento.eventbridge.local.internal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A policy of IAM, read as far as it says what EventBridge may do. Statements that deny, and
 * conditions other than on {@code aws:SourceArn}, are refused and not guessed at.
 */
record PolicyDocument(List<Statement> statements) {
  private static final String EVENTBRIDGE = "events.amazonaws.com";
  private static final List<String> ANY = List.of("*");

  /** Of a role: who may take it on. */
  static PolicyDocument trust(PropertySet document) {
    return read(document, "Sid", "Effect", "Principal", "Action");
  }

  /** Of a role: what it may do. */
  static PolicyDocument permissions(PropertySet document) {
    return read(document, "Sid", "Effect", "Action", "Resource");
  }

  /** Of a queue: who may do what with it. */
  static PolicyDocument ofResource(PropertySet document) {
    return read(document, "Sid", "Effect", "Principal", "Action", "Resource", "Condition");
  }

  private static PolicyDocument read(PropertySet document, String... elements) {
    document.allowOnly("Version", "Statement");
    document.oneOf("Version", List.of("2012-10-17"));
    List<Statement> statements = new ArrayList<>();
    for (PropertySet statement : document.sections("Statement")) {
      statement.allowOnly(elements);
      statement.oneOf("Effect", List.of("Allow"));
      List<String> has = List.of(elements);
      statements.add(
          new Statement(
              !has.contains("Principal") || principals(statement).contains(EVENTBRIDGE),
              statement.textOrTexts("Action"),
              has.contains("Resource") ? statement.textOrTexts("Resource") : ANY,
              sourceArns(statement.section("Condition"))));
    }
    return new PolicyDocument(List.copyOf(statements));
  }

  private static List<String> principals(PropertySet statement) {
    return statement.requiredSection("Principal").allowOnly("Service").textOrTexts("Service");
  }

  private static List<String> sourceArns(PropertySet condition) {
    if (condition.names().isEmpty()) {
      return ANY;
    }
    return condition
        .allowOnly("ArnEquals")
        .section("ArnEquals")
        .allowOnly("aws:SourceArn")
        .textOrTexts("aws:SourceArn");
  }

  boolean allowsEventBridge(String action, String resource, String sourceArn) {
    return statements.stream()
        .anyMatch(
            statement ->
                statement.concernsEventBridge()
                    && anyMatches(statement.actions(), action)
                    && anyMatches(statement.resources(), resource)
                    && anyMatches(statement.sourceArns(), sourceArn));
  }

  private static boolean anyMatches(List<String> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, text));
  }

  /** In all these places {@code *} stands for any characters, also in {@code ArnEquals}. */
  private static boolean matches(String pattern, String text) {
    return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", text);
  }

  record Statement(
      boolean concernsEventBridge,
      List<String> actions,
      List<String> resources,
      List<String> sourceArns) {}
}
