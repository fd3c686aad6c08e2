package momento.eventbridge.deadletters;

import java.util.ArrayList;
import java.util.List;

/**
 * What lies between a process and the services: every call passes here before and after it takes
 * effect, and the process can be killed at either point. A killed process makes no further call.
 */
final class Wire {
  /** The process is gone. An Error, because nothing in the library may handle it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Something that happens when a call comes by. */
  interface Hook {
    void at(String operation, int numberOfThisOperation);
  }

  final List<String> calls = new ArrayList<>();
  private int killBefore = Integer.MAX_VALUE;
  private int killAfter = Integer.MAX_VALUE;
  private boolean dead;
  Hook before = (operation, number) -> {};
  Hook after = (operation, number) -> {};

  void killBefore(int call) {
    killBefore = call;
  }

  void killAfter(int call) {
    killAfter = call;
  }

  void newProcess() {
    dead = false;
    killBefore = Integer.MAX_VALUE;
    killAfter = Integer.MAX_VALUE;
  }

  int count(String operation) {
    return (int) calls.stream().filter(operation::equals).count();
  }

  void enter(String operation) {
    if (dead || calls.size() + 1 == killBefore) {
      dead = true;
      throw new Killed();
    }
    calls.add(operation);
    before.at(operation, count(operation));
  }

  void leave(String operation) {
    if (calls.size() == killAfter) {
      dead = true;
      throw new Killed();
    }
    after.at(operation, count(operation));
  }
}
