package momento.eventbridge.samples.redrive;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import momento.eventbridge.DeadLetter;
import momento.eventbridge.deadletters.QueuedLetter;

/** Why letters died, each cause with its number of letters: names and codes, no keys, no values. */
final class Causes {
  private Causes() {}

  static Map<String, Long> of(List<QueuedLetter> letters) {
    Map<String, Long> causes = new TreeMap<>();
    letters.forEach(letter -> causes.merge(cause(letter), 1L, Long::sum));
    return causes;
  }

  static String cause(QueuedLetter queued) {
    Optional<String> problem = queued.problem();
    if (problem.isPresent()) {
      return "no Momento event: " + problem.get();
    }
    DeadLetter letter = queued.deadLetter();
    return "%s for %s: %s%s; attempts: %s"
        .formatted(
            letter.detailType(),
            letter.event().cacheName(),
            letter.errorMessage().orElse("no reason given"),
            letter.exhaustedRetryCondition().map(condition -> " Ended by " + condition).orElse(""),
            letter.attempts().map(String::valueOf).orElse("unknown"));
  }
}
