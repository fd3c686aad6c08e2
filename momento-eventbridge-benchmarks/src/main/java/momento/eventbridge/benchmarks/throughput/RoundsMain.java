package momento.eventbridge.benchmarks.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import momento.eventbridge.benchmarks.Timing;
import momento.eventbridge.benchmarks.stub.StubControl;
import momento.eventbridge.benchmarks.stub.StubCounts;
import momento.eventbridge.benchmarks.throughput.Contender.Sample;

/** The client's process: measures the contenders of one comparison in turns. */
public final class RoundsMain {
  private RoundsMain() {}

  /**
   * Prints {@link Rounds} as JSON.
   *
   * @param args the stub's endpoint, the comparison's id, rounds, and the milliseconds of a round
   *     and of the warm-up
   * @throws IOException if they cannot be printed
   */
  public static void main(String[] args) throws IOException {
    Timing timing =
        new Timing(
            Integer.parseInt(args[2]),
            Duration.ofMillis(Long.parseLong(args[3])),
            Duration.ofMillis(Long.parseLong(args[4])));
    Rounds rounds = run(URI.create(args[0]), Comparisons.byId(args[1]), timing);
    System.out.println(new ObjectMapper().writeValueAsString(rounds));
    System.exit(0); // some HTTP clients leave threads behind
  }

  static Rounds run(URI stub, Comparison comparison, Timing timing) {
    StubControl control = new StubControl(stub);
    control.wayMillis(comparison.wayMillis());
    List<Kind> kinds = comparison.kinds();
    List<Contender> contenders = new ArrayList<>();
    for (Kind kind : kinds) {
      contenders.add(kind.open(comparison.http(), comparison.payload(), comparison.threads()));
    }
    warmUp(contenders, timing.warmUp());

    Map<Kind, List<Double>> values = new EnumMap<>(Kind.class);
    Map<Kind, List<Double>> cpuMicros = new EnumMap<>(Kind.class);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      order.add(i);
    }
    for (int round = 0; round < timing.rounds(); round++) {
      for (int i : order) {
        Sample sample = measure(contenders.get(i), timing.round(), control);
        values.computeIfAbsent(kinds.get(i), kind -> new ArrayList<>()).add(sample.value());
        if (Double.isFinite(sample.cpuMicros())) {
          cpuMicros
              .computeIfAbsent(kinds.get(i), kind -> new ArrayList<>())
              .add(sample.cpuMicros());
        }
      }
      // Nobody always runs after the same neighbour's garbage and heat.
      Collections.rotate(order, 1);
    }
    contenders.forEach(Contender::close);
    control.wayMillis(0);
    return new Rounds(comparison, values, cpuMicros);
  }

  /** In turns too, so that the compiler sees all of them before it settles. */
  private static void warmUp(List<Contender> contenders, Duration time) {
    int turns = 4;
    for (int i = 0; i < turns; i++) {
      contenders.forEach(contender -> contender.measure(time.dividedBy(turns)));
    }
  }

  /** Believes a contender only if the stub has seen as many entries. */
  private static Sample measure(Contender contender, Duration time, StubControl control) {
    StubCounts before = control.counts();
    Sample sample = contender.measure(time);
    StubCounts seen = control.counts().since(before);
    if (seen.entries() != sample.events() || seen.throttled() != 0) {
      throw new IllegalStateException(
          "published " + sample.events() + " events, but the stub has seen " + seen);
    }
    return sample;
  }
}
