package momento.eventbridge.samples.flinkbulkload;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BulkLoadTest {

  /** It was ignored, and the load went on at the default pace. */
  @Test
  void aMisspeltOptionIsRefusedBeforeAnythingIsRead() {
    String[] arguments = {
      "--input",
      "no-such-directory",
      "--cache",
      "my-cache",
      "--item-per-second",
      "10",
      "--tll",
      "PT1H"
    };

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BulkLoad.main(arguments))
        .withMessage(
            "there is no option --item-per-second, --tll; give some of --input, --cache, --ttl,"
                + " --items-per-second, --event-bus, --region, --endpoint");
  }
}
