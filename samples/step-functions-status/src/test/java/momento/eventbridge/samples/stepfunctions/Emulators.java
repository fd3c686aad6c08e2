package momento.eventbridge.samples.stepfunctions;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;

/**
 * What stands in for AWS. Where none runs, a test is skipped; in CI, which starts both, it fails.
 */
final class Emulators {
  private Emulators() {}

  static URI miniStack() {
    return required("MINISTACK_ENDPOINT", "ministack");
  }

  static URI localStack() {
    return required("LOCALSTACK_ENDPOINT", "localstack");
  }

  private static URI required(String variable, String name) {
    String endpoint = System.getenv().getOrDefault(variable, "");
    String howToRun = "set " + variable + "=$(.ci/counterpart start " + name + " .venv)";
    if (endpoint.isBlank() && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("CI is true and there is no endpoint: " + howToRun);
    }
    assumeTrue(!endpoint.isBlank(), howToRun);
    return URI.create(endpoint);
  }
}
