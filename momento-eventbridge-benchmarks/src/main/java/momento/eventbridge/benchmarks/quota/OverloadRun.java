package momento.eventbridge.benchmarks.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.benchmarks.ClientProcess;
import momento.eventbridge.benchmarks.Form;

/** Overloads quotas. */
public final class OverloadRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OverloadRun() {}

  /** Each quota, by our publisher and, for a third of the time, by the SDK. */
  public static List<Overload> run(URI stub, Form form) {
    List<Overload> overloads = new ArrayList<>();
    for (long quota : form.quotas()) {
      for (String who : List.of("ours", "raw")) {
        Duration time = who.equals("ours") ? form.overload() : form.overload().dividedBy(3);
        String json =
            ClientProcess.run(
                stub,
                List.of(),
                List.of("-Xms512m", "-Xmx512m"),
                OverloadMain.class,
                List.of(
                    stub.toString(),
                    who,
                    String.valueOf(quota),
                    String.valueOf(time.toMillis()),
                    String.valueOf(form.overloadWarmUp().toMillis())));
        try {
          overloads.add(JSON.readValue(json, Overload.class));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return overloads;
  }
}
