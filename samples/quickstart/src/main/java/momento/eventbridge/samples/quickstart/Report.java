package momento.eventbridge.samples.quickstart;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What is printed: steps, one line per hop, and a table at the end; and whether all was as
 * expected.
 */
final class Report {
  /** A row of the table. */
  record Row(
      String step, long sent, long accepted, long applied, long deadLettered, long requests) {}

  private final PrintStream out;
  private final List<Row> rows = new ArrayList<>();
  private boolean asExpected = true;

  Report(PrintStream out) {
    this.out = out;
  }

  void title(String text) {
    out.println();
    out.println(text);
  }

  void hop(String where, String what) {
    out.printf("   %-12s %s%n", where, what);
  }

  /** A hop that must be so; otherwise the run fails. */
  void check(boolean holds, String where, String what) {
    if (!holds) {
      asExpected = false;
    }
    hop(where, holds ? what : "NOT AS EXPECTED: " + what);
  }

  /** A row as it is, which must be as it was expected. */
  void count(Row row, Row expected) {
    rows.add(row);
    if (!row.equals(expected)) {
      asExpected = false;
      hop("table", "NOT AS EXPECTED: " + row + " in place of " + expected);
    }
  }

  boolean end() {
    out.println();
    out.printf(
        "%-22s %8s %9s %8s %14s %9s%n",
        "", "sent", "accepted", "applied", "dead-lettered", "requests");
    for (Row row : rows) {
      print(row);
    }
    print(
        new Row(
            "together",
            rows.stream().mapToLong(Row::sent).sum(),
            rows.stream().mapToLong(Row::accepted).sum(),
            rows.stream().mapToLong(Row::applied).sum(),
            rows.stream().mapToLong(Row::deadLettered).sum(),
            rows.stream().mapToLong(Row::requests).sum()));
    out.println();
    out.println(asExpected ? "All as expected." : "Not all as expected: see above.");
    return asExpected;
  }

  private void print(Row row) {
    out.printf(
        "%-22s %8d %9d %8d %14d %9d%n",
        row.step, row.sent, row.accepted, row.applied, row.deadLettered, row.requests);
  }
}
