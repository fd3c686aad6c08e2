package momento.eventbridge.benchmarks.startup;

import java.util.List;

/**
 * How long two processes take from their start to their first accepted event.
 *
 * @param http the name of the HTTP client, and whether it is the asynchronous one
 * @param rawMillis the SDK by hand, start by start
 * @param oursMillis our publisher, in the same turns
 * @param rawClasses classes loaded by then, the JDK's included
 * @param oursClasses the same with our publisher
 */
public record StartUp(
    String http,
    List<Double> rawMillis,
    List<Double> oursMillis,
    long rawClasses,
    long oursClasses) {

  /** Copies the lists. */
  public StartUp {
    rawMillis = List.copyOf(rawMillis);
    oursMillis = List.copyOf(oursMillis);
  }
}
