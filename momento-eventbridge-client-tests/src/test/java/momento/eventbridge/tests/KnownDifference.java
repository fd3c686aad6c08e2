package momento.eventbridge.tests;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A row of the table of known differences.
 *
 * @param counterparts who does it otherwise; each must, or the row is out of date
 * @param cases the cases it is about; none for every case
 * @param local what the local stack's value must match, wholly
 * @param there what the counterpart's value must match, wholly
 * @param reason why the local stack is right, or why it does not matter
 */
record KnownDifference(
    Set<Counterpart> counterparts,
    Set<String> cases,
    String field,
    Pattern local,
    Pattern there,
    String reason) {
  boolean explains(Difference difference) {
    return counterparts.contains(difference.counterpart())
        && field.equals(difference.field())
        && (cases.isEmpty() || cases.contains(difference.caseName()))
        && local.matcher(difference.local()).matches()
        && there.matcher(difference.there()).matches();
  }

  @Override
  public String toString() {
    return "%s, %s, %s: %s here, %s there (%s)"
        .formatted(
            counterparts,
            cases.isEmpty() ? "every case" : String.join(" ", cases),
            field,
            local,
            there,
            reason);
  }
}
