package momento.eventbridge.local.internal.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import momento.eventbridge.local.internal.bus.Event;
import momento.eventbridge.local.internal.json.Json;
import momento.eventbridge.local.internal.template.ApiDestination;
import momento.eventbridge.local.internal.template.Connection;
import momento.eventbridge.local.internal.template.Queue;
import momento.eventbridge.local.internal.template.RetryPolicy;
import momento.eventbridge.local.internal.template.Rule;
import momento.eventbridge.local.internal.template.Target;

/**
 * Events and targets for tests; each is like those of the template unless a test says otherwise.
 */
final class Samples {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:000000000000:dead";
  static final String RULE_ARN = "arn:aws:events:us-east-1:000000000000:rule/set";
  static final String DESTINATION_ARN = "arn:aws:events:us-east-1:000000000000:api-destination/set";

  private Samples() {}

  static Event event(String id, String detail) {
    return event(id, detail, START);
  }

  static Event event(String id, String detail, Instant acceptedAt) {
    try {
      String envelope =
          "{\"id\":\"%s\",\"detail-type\":\"cacheSet\",\"detail\":%s}".formatted(id, detail);
      return new Event(id, "bus", acceptedAt, Json.read(envelope));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Rule rule(Target target) {
    return new Rule("set", RULE_ARN, "default", "{}", true, List.of(target));
  }

  static Queue queue(String... allowedRules) {
    return new Queue("dead", QUEUE_ARN, "url", Duration.ofDays(14), Set.of(allowedRules));
  }

  static TargetBuilder target(URI endpoint) {
    return new TargetBuilder(endpoint + "/cache/*");
  }

  static TargetBuilder target(String endpoint) {
    return new TargetBuilder(endpoint);
  }

  static final class TargetBuilder {
    private final String endpoint;
    private String method = "PUT";
    private Optional<String> inputPath = Optional.of("$.detail.message");
    private Optional<String> input = Optional.empty();
    private List<String> path = List.of("$.detail.cacheName");
    private Map<String, String> query = Map.of();
    private Map<String, String> headers = Map.of();
    private RetryPolicy retryPolicy = RetryPolicy.DEFAULT;
    private Optional<String> queue = Optional.of(QUEUE_ARN);
    private boolean allowed = true;

    TargetBuilder(String endpoint) {
      this.endpoint = endpoint;
    }

    TargetBuilder method(String method) {
      this.method = method;
      return this;
    }

    TargetBuilder inputPath(String inputPath) {
      this.inputPath = Optional.of(inputPath);
      return this;
    }

    TargetBuilder wholeEvent() {
      this.inputPath = Optional.empty();
      return this;
    }

    TargetBuilder input(String input) {
      this.input = Optional.of(input);
      return this;
    }

    TargetBuilder path(String... path) {
      this.path = List.of(path);
      return this;
    }

    TargetBuilder query(Map<String, String> query) {
      this.query = query;
      return this;
    }

    TargetBuilder headers(Map<String, String> headers) {
      this.headers = headers;
      return this;
    }

    TargetBuilder retries(int attempts, Duration age) {
      this.retryPolicy = new RetryPolicy(attempts, age);
      return this;
    }

    TargetBuilder withoutQueue() {
      this.queue = Optional.empty();
      return this;
    }

    TargetBuilder withoutPermission() {
      this.allowed = false;
      return this;
    }

    Target build() {
      Connection connection = new Connection("c", "arn:c", "Authorization", "secret");
      ApiDestination destination =
          new ApiDestination("set", DESTINATION_ARN, endpoint, method, 300, connection);
      return new Target(
          "momento",
          destination,
          inputPath,
          input,
          path,
          query,
          headers,
          retryPolicy,
          queue,
          allowed);
    }
  }
}
