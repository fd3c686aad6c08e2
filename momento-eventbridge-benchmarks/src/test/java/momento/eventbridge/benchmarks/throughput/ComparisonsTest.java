package momento.eventbridge.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import momento.eventbridge.benchmarks.Form;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
  private static List<Comparison> all() {
    List<Comparison> all = new ArrayList<>(Comparisons.forBars(Form.FULL));
    all.addAll(Comparisons.others());
    return all;
  }

  @Test
  void eachIsFoundByItsId() {
    assertThat(all()).extracting(Comparison::id).doesNotHaveDuplicates();
    assertThat(all())
        .allSatisfy(
            comparison -> assertThat(Comparisons.byId(comparison.id())).isEqualTo(comparison));
  }

  @Test
  void theShortFormIsPartOfTheFullOne() {
    assertThat(Comparisons.forBars(Form.FULL)).containsAll(Comparisons.forBars(Form.SHORT));
  }

  @Test
  void eachKindAndEachHttpClientTakesPart() {
    assertThat(all().stream().flatMap(comparison -> comparison.kinds().stream()).distinct())
        .containsExactlyInAnyOrder(Kind.values());
    assertThat(all().stream().map(Comparison::http).distinct())
        .containsExactlyInAnyOrder(HttpClient.values());
  }

  @Test
  void roundsKeepTheirFiguresAsJson() throws JsonProcessingException {
    Rounds rounds =
        new Rounds(
            Comparisons.forBars(Form.SHORT).get(0),
            Map.of(Kind.RAW_ASYNC, List.of(1.0, 2.0)),
            Map.of(Kind.RAW_ASYNC, List.of(3.0, 4.0)));
    ObjectMapper json = new ObjectMapper();

    assertThat(json.readValue(json.writeValueAsString(rounds), Rounds.class)).isEqualTo(rounds);
  }

  @Test
  void aPayloadIsAsLargeAsItSays() {
    assertThat(Payload.SMALL.items()).allMatch(item -> item.message().length() == 12);
    assertThat(Payload.MEDIUM.items()).allMatch(item -> item.message().length() == 1_024);
    assertThat(Payload.LARGE.items()).allMatch(item -> item.message().length() == 16_384);
    assertThat(Payload.MIX.items().stream().mapToInt(item -> item.message().length()).distinct())
        .containsExactlyInAnyOrder(12, 1_024, 16_384);
  }
}
