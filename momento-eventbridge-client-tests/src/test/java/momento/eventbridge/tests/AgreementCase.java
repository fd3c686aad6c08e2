package momento.eventbridge.tests;

import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * One request to every counterpart.
 *
 * @param name for the report
 * @param entries without a bus, unless the bus is what the case is about
 */
record AgreementCase(String name, List<PutEventsRequestEntry> entries) {
  AgreementCase {
    entries = List.copyOf(entries);
  }
}
