package momento.eventbridge.internal.send;

import static momento.eventbridge.internal.send.PublisherUnderTest.events;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import momento.eventbridge.CacheSet;
import momento.eventbridge.MomentoEvent;
import momento.eventbridge.PublishCounts;
import momento.eventbridge.PublishOutcome;
import momento.eventbridge.PublishOutcome.Accepted;
import momento.eventbridge.PublishOutcome.Rejected;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Under any mixture of faults every event has exactly one outcome, and the outcome is true. */
class PublishPropertyTest {
  private static final List<String> CODES =
      List.of("InternalFailure", "ThrottlingException", "AccessDeniedException", "NewException");

  @Property(tries = 1_000)
  void everyEventHasOneTrueOutcome(
      @ForAll @IntRange(min = 0, max = 60) int count,
      @ForAll @IntRange(min = 0, max = 90) int faultPercent,
      @ForAll long seed) {
    Random random = new Random(seed);
    PublisherUnderTest test = new PublisherUnderTest();
    test.pacing.random = random.nextDouble();
    test.service.entryFault =
        (entry, timesSeen) ->
            random.nextInt(100) < faultPercent ? CODES.get(random.nextInt(CODES.size())) : null;
    test.service.requestFault =
        (request, number) -> {
          test.pacing.pass(Duration.ofMillis(random.nextInt(2_000)));
          if (random.nextInt(100) >= faultPercent) {
            return null;
          }
          switch (random.nextInt(7)) {
            case 0 -> throw ServiceErrors.refused();
            case 1 -> throw ServiceErrors.answered(400, "ThrottlingException", "slow down");
            case 2 -> throw ServiceErrors.answered(500, "InternalException", "oops");
            case 3 -> {
              test.service.process(request); // taken in, and the answer lost
              throw ServiceErrors.reset();
            }
            case 4 -> throw ServiceErrors.withoutBody(413);
            case 5 -> {
              test.service.process(request);
              return PutEventsResponse.builder().build();
            }
            default -> {
              return null;
            }
          }
        };

    SyncPublisher publisher = PublisherUnderTest.on(test.service, test.pacing, test.heard, 2_048);
    List<MomentoEvent> events =
        events(count).stream()
            .<MomentoEvent>map(event -> withMessageOf(random.nextInt(1, 1_500), (CacheSet) event))
            .toList();
    Iterable<MomentoEvent> slow =
        () ->
            events.stream()
                .peek(event -> test.pacing.pass(Duration.ofMillis(random.nextInt(3_000))))
                .iterator();
    List<PublishOutcome> outcomes = new ArrayList<>();
    PublishCounts counts = publisher.publishAll(slow, outcomes::add);

    assertThat(outcomes)
        .extracting(PublishOutcome::event)
        .containsExactlyInAnyOrderElementsOf(events);
    assertThat(counts.complete()).isTrue();
    assertThat(counts.accepted() + counts.rejected()).isEqualTo(count);
    Map<String, Integer> stored = new HashMap<>();
    test.service.stored.forEach(detail -> stored.merge(detail, 1, Integer::sum));
    for (PublishOutcome outcome : outcomes) {
      String detail = outcome.event().toDetail();
      int times = stored.getOrDefault(detail, 0);
      assertThat(outcome.attempts()).isEqualTo(test.service.seen.getOrDefault(detail, 0));
      if (outcome instanceof Accepted) {
        assertThat(times).isPositive();
      } else if (outcome instanceof Rejected rejected && !rejected.mayHaveBeenAccepted()) {
        assertThat(times).isZero();
      }
    }
    assertThat(test.service.requests).allMatch(request -> request.entries().size() <= 10);
    assertThat(test.heard.requests).allMatch(report -> report.bytes() < 2_048);
  }

  private static CacheSet withMessageOf(int characters, CacheSet event) {
    return new CacheSet(event.cacheName(), event.key(), "m".repeat(characters), event.ttl());
  }

  @Property(tries = 1_000)
  void withoutFaultsTheInputOrderIsKeptInFullBatches(
      @ForAll @IntRange(min = 1, max = 200) int count) {
    PublisherUnderTest test = new PublisherUnderTest();

    test.publisher.publishAll(events(count));

    List<Integer> sent = test.requestedNumbers().stream().flatMap(List::stream).toList();
    assertThat(sent).isSorted().hasSize(count);
    assertThat(Collections.frequency(sent, 0)).isEqualTo(1);
    assertThat(test.service.requests).hasSize((count + 9) / 10);
  }

  /** The loop that fills batches is the publisher's own, so the bound is looked at on the wire. */
  @Property(tries = 1_000)
  void eventsOfAnySizeGoOutInOrderInAsFewRequestsAsFirstFitNeeds(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 1_900) Integer> messageSizes,
      @ForAll @IntRange(min = 2_048, max = 8_192) int maxRequestBytes) {
    PublisherUnderTest test = new PublisherUnderTest();
    SyncPublisher publisher =
        PublisherUnderTest.on(test.service, test.pacing, test.heard, maxRequestBytes);
    List<MomentoEvent> events = new ArrayList<>();
    for (int size : messageSizes) {
      events.add(withMessageOf(size, PublisherUnderTest.event(events.size())));
    }

    assertThat(publisher.publishAll(events).allAccepted()).isTrue();

    assertThat(test.requestedNumbers().stream().flatMap(List::stream))
        .containsExactlyElementsOf(IntStream.range(0, events.size()).boxed().toList());
    assertThat(test.service.requests)
        .hasSize(firstFit(events, maxRequestBytes))
        .allMatch(request -> request.entries().size() <= 10)
        .allMatch(
            request ->
                request.entries().stream().mapToInt(entry -> bytes(entry.detail())).sum()
                    < maxRequestBytes);
  }

  private static int firstFit(List<MomentoEvent> events, int maxRequestBytes) {
    int requests = 0;
    int entries = 0;
    int bytes = 0;
    for (MomentoEvent event : events) {
      int size = bytes(event.toDetail());
      if (requests == 0 || entries == 10 || bytes + size >= maxRequestBytes) {
        requests++;
        entries = 0;
        bytes = 0;
      }
      entries++;
      bytes += size;
    }
    return requests;
  }

  private static int bytes(String detail) {
    return ("demo" + "cacheSet" + detail).getBytes(StandardCharsets.UTF_8).length;
  }
}
