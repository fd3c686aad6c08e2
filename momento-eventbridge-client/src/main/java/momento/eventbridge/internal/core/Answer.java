package momento.eventbridge.internal.core;

import java.util.List;

/** What came back for a request. */
public sealed interface Answer {
  /** The service answered entry by entry. */
  record Entries(List<EntryAnswer> entries) implements Answer {}

  /** The request failed as a whole. */
  record Failed(CallFailure failure) implements Answer {}
}
