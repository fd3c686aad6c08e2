package momento.eventbridge.tests;

/**
 * Where a counterpart does not do what the local stack does.
 *
 * @param caseName the case
 * @param field which part of the behaviour
 * @param local the local stack's value
 * @param there the counterpart's value
 */
record Difference(
    Counterpart counterpart, String caseName, String field, String local, String there) {
  @Override
  public String toString() {
    return "%s, %s, %s:%n    local stack: %s%n    %s: %s"
        .formatted(
            counterpart.title(), caseName, field, shown(local), counterpart.title(), shown(there));
  }

  private static String shown(String value) {
    return value.length() <= 400
        ? value
        : value.substring(0, 400) + "... (" + value.length() + " characters)";
  }
}
