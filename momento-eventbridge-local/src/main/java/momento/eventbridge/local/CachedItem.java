package momento.eventbridge.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Objects;

/**
 * An item as it was in a cache of the local Momento at the moment of asking. It does not change
 * afterwards and is safe for use by several threads.
 */
public final class CachedItem {
  private final byte[] value;
  private final Duration remainingTtl;

  /**
   * Holds a copy of the value.
   *
   * @param value the bytes of the value, any number of them
   * @param remainingTtl how long the item has still to live, more than zero
   */
  public CachedItem(byte[] value, Duration remainingTtl) {
    this.value = value.clone();
    this.remainingTtl = Objects.requireNonNull(remainingTtl, "remainingTtl");
  }

  /**
   * The value, byte for byte as it was set.
   *
   * @return a copy
   */
  public byte[] value() {
    return value.clone();
  }

  /**
   * The value as text.
   *
   * @return the bytes read as UTF-8, with U+FFFD in place of what is not UTF-8
   */
  public String text() {
    return new String(value, UTF_8);
  }

  /**
   * How long the item had still to live, by the clock of the local stack.
   *
   * @return more than zero, at most {@link LocalMomentoStack.Builder#maxTtl}
   */
  public Duration remainingTtl() {
    return remainingTtl;
  }

  /**
   * The size and the time to live; the value stays out because it may be private.
   *
   * @return for logs
   */
  @Override
  public String toString() {
    return "CachedItem[" + value.length + " bytes, remainingTtl=" + remainingTtl + "]";
  }
}
