package momento.eventbridge.local.internal.delivery;

/** Whether the destination keeps calls waiting because a test wants it to. */
public interface HeldCalls {
  /** A destination that never does. */
  HeldCalls NONE =
      new HeldCalls() {
        @Override
        public boolean areHeld() {
          return false;
        }

        @Override
        public long timesReleased() {
          return 0;
        }
      };

  /** Whether calls are being kept waiting now. */
  boolean areHeld();

  /** How often held calls were let go on so far. */
  long timesReleased();
}
