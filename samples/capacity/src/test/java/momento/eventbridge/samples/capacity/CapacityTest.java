package momento.eventbridge.samples.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CapacityTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new Capacity())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void aBulkLoadIsToldHowLongItTakesAndWhy() {
    int exitCode = run("--events-per-second=5000", "--total=1000000", "--momento-per-second=10000");

    assertThat(exitCode).isEqualTo(3);
    assertThat(out.toString())
        .contains("is applied after 55 min 33 s, by API destination.")
        .contains("Nothing is lost to age.")
        .contains("1.20 USD");
  }

  @Test
  void thePageOnScaleHasWhatItPrints() throws IOException {
    Matcher example =
        Pattern.compile("samples/capacity -am -Dexec.args=\"(.*)\"\n([^`]*)```")
            .matcher(Files.readString(Path.of("..", "..", "docs", "scale.md")));
    assertThat(example.find()).isTrue();

    run(example.group(1).split(" ", -1));

    assertThat(out.toString()).isEqualToNormalizingNewlines(example.group(2));
  }

  @Test
  void theReadmeHasWhatItPrintsWithoutOptions() throws IOException {
    run();

    assertThat(Files.readString(Path.of("README.md")))
        .contains(String.join("\n", out.toString().lines().toList()));
  }

  /** 2.4 million, says the page on scale. */
  @Test
  void aBulkLoadThatIsTooLongIsToldHowManyItLoses() {
    run("--events-per-second=5000", "--total=30000000", "--momento-per-second=10000");

    assertThat(out.toString()).containsPattern("dead-letter queue: 2,4\\d\\d,\\d\\d\\d");
  }

  @Test
  void aStreamThatIsTooFastIsToldWhenItLoses() {
    run("--events-per-second=600", "--momento-per-second=300");

    assertThat(out.toString())
        .contains("The backlog grows by 300 events a second.")
        .contains("From 48 h 0 min on, events are 24 hours old");
  }

  @Test
  void aLoadThatFitsEndsWell() {
    assertThat(run("--events-per-second=10", "--type=topicPublish")).isZero();
    assertThat(out.toString()).contains("Nothing is lost to age.");
  }

  @Test
  void aWrongOptionIsNamed() {
    assertThat(run("--type=cacheset")).isEqualTo(2);
    assertThat(err.toString()).contains("type is cacheset; give cacheSet, cacheDelete");
    assertThat(run("--bytes=0")).isEqualTo(2);
    assertThat(err.toString()).contains("bytes is 0; give 1 to 999999");
    assertThat(run("--destination-per-second=0")).isEqualTo(2);
    assertThat(err.toString()).contains("the limit of API destination is 0.0; give more than 0");
  }
}
