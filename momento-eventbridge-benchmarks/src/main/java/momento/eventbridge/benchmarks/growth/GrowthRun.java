package momento.eventbridge.benchmarks.growth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.benchmarks.ClientProcess;
import momento.eventbridge.benchmarks.Form;

/** Publishes growing numbers of events, each in a process with the same small heap. */
public final class GrowthRun {
  private static final String HEAP = "-Xmx64m";
  private static final ObjectMapper JSON = new ObjectMapper();

  private GrowthRun() {}

  /** The form's numbers, each in both ways. */
  public static List<Growth> run(URI stub, Form form) {
    List<Growth> growths = new ArrayList<>();
    for (String publisher : List.of("sync", "async")) {
      for (long events : form.growth()) {
        String json =
            ClientProcess.run(
                stub,
                List.of(),
                List.of(HEAP),
                GrowthMain.class,
                List.of(publisher, String.valueOf(events), String.valueOf(form.growthWarmUp())));
        try {
          growths.add(JSON.readValue(json, Growth.class));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return growths;
  }
}
