package momento.eventbridge.tests;

import java.net.URI;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What stands in for AWS in an integration test, and the rule by which it is found. */
enum Counterpart {
  LOCAL_STACK("local stack", "", false),
  LOCALSTACK("LocalStack", "localstack", true),
  MINISTACK("MiniStack", "ministack", false);

  private final String title;
  private final String process;
  private final boolean inDocker;

  Counterpart(String title, String process, boolean inDocker) {
    this.title = title;
    this.process = process;
    this.inDocker = inDocker;
  }

  /** Where a counterpart comes from, or what becomes of its tests if from nowhere. */
  sealed interface Origin {
    /** It runs already. */
    record Endpoint(URI uri) implements Origin {}

    /** The tests start a container. */
    record Container() implements Origin {}

    /** It is part of the test's own process. */
    record InProcess() implements Origin {}

    /** There is none, so its tests are skipped. */
    record Skipped() implements Origin {}

    /** There is none, and its tests fail. */
    record Missing(String reason) implements Origin {}
  }

  /**
   * Where this counterpart comes from: the endpoint that the environment names, else a container,
   * else nowhere. On a user's machine its tests are skipped then; in CI they fail, because a build
   * that silently tests less than it says is worth nothing.
   *
   * @param environment the variables of the environment
   * @param docker whether Docker answers; asked only if it matters
   */
  Origin origin(Map<String, String> environment, BooleanSupplier docker) {
    if (this == LOCAL_STACK) {
      return new Origin.InProcess();
    }
    String endpoint = environment.getOrDefault(variable(), "").strip();
    if (!endpoint.isEmpty()) {
      return new Origin.Endpoint(URI.create(endpoint));
    }
    if (inDocker && docker.getAsBoolean()) {
      return new Origin.Container();
    }
    return environment.getOrDefault("CI", "").equals("true")
        ? new Origin.Missing("CI is true and there is no " + title + ": set " + howToRun())
        : new Origin.Skipped();
  }

  /** The name for reports. */
  String title() {
    return title;
  }

  /** What to set in the environment to have this counterpart's tests run. */
  String howToRun() {
    return String.format(
        "%s=$(.ci/counterpart start %s DIR)%s",
        variable(), process, inDocker ? " or have Docker running" : "");
  }

  private String variable() {
    return name() + "_ENDPOINT";
  }
}
