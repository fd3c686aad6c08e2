package momento.eventbridge.local.internal.bus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import momento.eventbridge.local.internal.json.Json;

/**
 * Something that goes wrong with one request. The server asks each of these questions at its point
 * of the request's life; a fault answers the ones that it is about.
 */
abstract class RequestFault {
  private RequestFault() {}

  /** Refuses the request without looking at it. */
  static RequestFault refuse(String code, Answer answer) {
    return new RequestFault() {
      @Override
      Optional<Answer> answerInstead() {
        return Optional.of(answer);
      }

      @Override
      public String toString() {
        return code;
      }
    };
  }

  /** Closes the connection without an answer, before anything is done. */
  static RequestFault dropBefore() {
    return new RequestFault() {
      @Override
      boolean dropsConnectionBefore() {
        return true;
      }
    };
  }

  /** Does everything, and closes the connection without an answer. */
  static RequestFault dropAfter() {
    return new RequestFault() {
      @Override
      boolean dropsConnectionAfter() {
        return true;
      }
    };
  }

  /** Fails the entries at these places; the first one is 0. */
  static RequestFault failEntries(Set<Integer> indexes, EntryError error) {
    return new PutEventsFault() {
      @Override
      Optional<EntryError> entryError(int index) {
        return indexes.contains(index) ? Optional.of(error) : Optional.empty();
      }
    };
  }

  /** Cuts the answer's list of entries, or repeats its last one, to get that many. */
  static RequestFault answerEntries(int count) {
    return new PutEventsFault() {
      @Override
      void shape(ObjectNode answer) {
        ArrayNode entries = answer.withArray("Entries");
        while (entries.size() > count) {
          entries.remove(entries.size() - 1);
        }
        while (entries.size() < count) {
          entries.add(entries.isEmpty() ? Json.object() : entries.get(entries.size() - 1));
        }
      }
    };
  }

  /** Leaves FailedEntryCount out of the answer. */
  static RequestFault omitFailedEntryCount() {
    return new PutEventsFault() {
      @Override
      void shape(ObjectNode answer) {
        answer.remove("FailedEntryCount");
      }
    };
  }

  boolean concerns(String operation) {
    return true;
  }

  Optional<Answer> answerInstead() {
    return Optional.empty();
  }

  boolean dropsConnectionBefore() {
    return false;
  }

  boolean dropsConnectionAfter() {
    return false;
  }

  Optional<EntryError> entryError(int index) {
    return Optional.empty();
  }

  void shape(ObjectNode answer) {}

  /** Has no meaning for other operations, and waits for the next PutEvents. */
  private abstract static class PutEventsFault extends RequestFault {
    @Override
    boolean concerns(String operation) {
      return operation.equals(Operations.PUT_EVENTS);
    }
  }

  /** What a request meets when nothing was scripted. */
  static final RequestFault NONE = new RequestFault() {};
}
