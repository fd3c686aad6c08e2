package momento.eventbridge.internal.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Rings when the test says so, and lets the time pass until then. */
final class HandAlarm implements Alarm {
  private final FakePacing pacing;
  @Nullable Duration in;
  private @Nullable Runnable call;
  int timesSet;
  boolean closed;
  boolean failNext;

  HandAlarm(FakePacing pacing) {
    this.pacing = pacing;
  }

  @Override
  public void set(Duration in, Runnable call) {
    if (closed) {
      throw new IllegalStateException("set after close");
    }
    if (failNext) {
      failNext = false;
      throw new OutOfMemoryError("unable to create native thread");
    }
    this.in = in;
    this.call = call;
    timesSet++;
  }

  @Override
  public void close() {
    closed = true;
    in = null;
    call = null;
  }

  boolean isSet() {
    return call != null;
  }

  /** Lets the time pass and rings. */
  void ring() {
    Runnable due = call;
    Duration wait = in;
    if (due == null || wait == null) {
      throw new AssertionError("no alarm is set");
    }
    call = null;
    in = null;
    pacing.pass(wait);
    due.run();
  }
}
