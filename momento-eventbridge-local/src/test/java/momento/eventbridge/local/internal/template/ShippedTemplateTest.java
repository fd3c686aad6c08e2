package momento.eventbridge.local.internal.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file that users deploy, with every parameter it has. */
class ShippedTemplateTest {
  private static final String ACCOUNT = "123456789012";
  private static final String TOKEN = "token-of-a-test";
  private static String yaml = "";

  @BeforeAll
  static void readFile() throws IOException {
    try (InputStream file =
        StackTemplate.class.getResourceAsStream(
            "/momento/eventbridge/local/momento-eventbridge.yaml")) {
      yaml = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }

  @Test
  void withNothingButTheTokenTheDefaultsHold() {
    DeployedStack stack = deploy(Map.of());

    assertThat(stack.rules()).hasSize(3);
    Rule rule = ruleFor(stack, "cacheSet");
    assertThat(rule.eventBusName()).isEqualTo("default");
    assertThat(rule.name()).startsWith("my-stack-CacheSetRule-");
    assertThat(rule.arn()).isEqualTo("arn:aws:events:us-east-1:123456789012:rule/%s", rule.name());
    assertThat(rule.enabled()).isTrue();
    assertThat(rule.eventPattern()).isEqualTo("{\"detail-type\":[\"cacheSet\"]}");
    Target target = rule.targets().get(0);
    assertThat(rule.targets()).hasSize(1);
    assertThat(target.retryPolicy()).isEqualTo(new RetryPolicy(185, Duration.ofHours(24)));
    assertThat(target.roleAllowsInvocation()).isTrue();
    assertThat(target.destination().invocationRateLimitPerSecond()).isEqualTo(300);
    Connection connection = target.destination().connection();
    assertThat(connection.apiKeyName()).isEqualTo("Authorization");
    assertThat(connection.apiKeyValue()).isEqualTo(TOKEN);
    assertThat(stack.outputs()).containsEntry("ConnectionName", "my-stack-momento");
    assertThat(connection.arn())
        .matches("arn:aws:events:us-east-1:123456789012:connection/my-stack-momento/[0-9a-f-]{36}");
    assertThat(target.destination().arn())
        .matches(
            "arn:aws:events:us-east-1:123456789012:api-destination/my-stack-cache-set/[0-9a-f-]{36}");
  }

  @Test
  void eachRuleCallsItsOwnPartOfTheApi() {
    DeployedStack stack = deploy(Map.of());

    Target set = targetFor(stack, "cacheSet");
    assertThat(set.destination().httpMethod()).isEqualTo("PUT");
    assertThat(set.destination().invocationEndpoint()).endsWith("/cache/*");
    assertThat(set.pathParameterValues()).containsExactly("$.detail.cacheName");
    assertThat(set.queryStringParameters())
        .containsExactly(
            entry("key", "$.detail.key"),
            entry("key_base64", "$.detail.key_base64"),
            entry("ttl_seconds", "$.detail.ttl"));
    assertThat(set.headerParameters()).containsExactly(entry("Content-Type", "text/plain"));
    assertThat(set.inputPath()).contains("$.detail.message");
    assertThat(set.input()).isEmpty();

    Target delete = targetFor(stack, "cacheDelete");
    assertThat(delete.destination().httpMethod()).isEqualTo("DELETE");
    assertThat(delete.destination().invocationEndpoint()).endsWith("/cache/*");
    assertThat(delete.queryStringParameters()).containsOnlyKeys("key", "key_base64");
    assertThat(delete.inputPath()).isEmpty();
    assertThat(delete.input()).hasValueSatisfying(text -> assertThat(text).startsWith("{"));

    Target publish = targetFor(stack, "topicPublish");
    assertThat(publish.destination().httpMethod()).isEqualTo("POST");
    assertThat(publish.destination().invocationEndpoint()).endsWith("/topics/*/*");
    assertThat(publish.pathParameterValues())
        .containsExactly("$.detail.cacheName", "$.detail.topicName");
    assertThat(publish.queryStringParameters()).isEmpty();
    assertThat(publish.headerParameters()).containsEntry("Content-Type", "text/plain");
  }

  @Test
  void theQueueTakesTheDeadLettersOfAllThreeRules() {
    DeployedStack stack = deploy(Map.of());

    Queue queue = stack.queues().get(0);
    assertThat(stack.queues()).hasSize(1);
    assertThat(queue.retention()).isEqualTo(Duration.ofDays(14));
    assertThat(queue.sourceArnsAllowedToSend())
        .containsExactlyInAnyOrderElementsOf(stack.rules().stream().map(Rule::arn).toList());
    assertThat(stack.rules())
        .allSatisfy(
            rule ->
                assertThat(rule.targets().get(0).deadLetterQueueArn())
                    .isEqualTo(Optional.of(queue.arn())));
    assertThat(queue.arn()).isEqualTo("arn:aws:sqs:us-east-1:123456789012:%s", queue.name());
    assertThat(queue.url())
        .isEqualTo("https://sqs.us-east-1.amazonaws.com/123456789012/%s", queue.name());
    assertThat(stack.outputs())
        .containsEntry("DeadLetterQueueUrl", queue.url())
        .containsEntry("DeadLetterQueueArn", queue.arn())
        .containsEntry("CacheSetRuleArn", ruleFor(stack, "cacheSet").arn());
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, cell-us-east-1-1",
    "us-east-2, cell-1-us-east-2-1",
    "us-west-2, cell-4-us-west-2-1",
    "eu-west-1, cell-1-eu-west-1-1",
    "eu-west-2, cell-1-eu-west-2-1",
    "eu-central-1, cell-1-eu-central-1-1",
    "eu-north-1, cell-1-eu-north-1-1",
    "ap-south-1, cell-1-ap-south-1-1",
    "ap-northeast-1, cell-ap-northeast-1-1",
    "ap-southeast-1, cell-1-ap-southeast-1-1",
    "ap-southeast-2, cell-1-ap-southeast-2-1"
  })
  void theEndpointFollowsTheRegion(String region, String cell) {
    DeployedStack stack = deploy(region, Map.of());

    assertThat(targetFor(stack, "cacheDelete").destination().invocationEndpoint())
        .isEqualTo("https://api.cache.%s.prod.a.momentohq.com/cache/*", cell);
    assertThat(stack.rules().get(0).arn()).startsWith("arn:aws:events:" + region + ":");
  }

  @Test
  void aRegionWithoutMomentoIsRefusedUnlessAnEndpointIsGiven() {
    assertThatThrownBy(() -> deploy("sa-east-1", Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Rules.MomentoServesThisRegion: Momento has no endpoint in this")
        .hasMessageContaining("eu-central-1");

    DeployedStack stack = deploy("sa-east-1", Map.of("MomentoEndpoint", "http://127.0.0.1:4600"));
    assertThat(targetFor(stack, "topicPublish").destination().invocationEndpoint())
        .isEqualTo("http://127.0.0.1:4600/topics/*/*");
  }

  @Test
  void eventSourcesNarrowEveryRule() {
    DeployedStack stack = deploy(Map.of("EventSources", "shop, orders"));

    assertThat(ruleFor(stack, "topicPublish").eventPattern())
        .isEqualTo("{\"detail-type\":[\"topicPublish\"],\"source\":[\"shop\",\"orders\"]}");
  }

  @Test
  void limitsAndRetriesAreThoseGiven() {
    DeployedStack stack =
        deploy(
            Map.of(
                "CacheSetRateLimit", "7",
                "CacheDeleteRateLimit", "8",
                "TopicPublishRateLimit", "9",
                "RetryMaximumAttempts", "0",
                "RetryMaximumEventAgeInSeconds", "60"));

    assertThat(targetFor(stack, "cacheSet").destination().invocationRateLimitPerSecond())
        .isEqualTo(7);
    assertThat(targetFor(stack, "cacheDelete").destination().invocationRateLimitPerSecond())
        .isEqualTo(8);
    assertThat(targetFor(stack, "topicPublish").destination().invocationRateLimitPerSecond())
        .isEqualTo(9);
    assertThat(stack.rules())
        .allSatisfy(
            rule ->
                assertThat(rule.targets().get(0).retryPolicy())
                    .isEqualTo(new RetryPolicy(0, Duration.ofMinutes(1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "arn:aws:events:us-east-1:123456789012:event-bus/orders"})
  void theBusMayBeGivenByNameOrArn(String bus) {
    Rule rule = ruleFor(deploy(Map.of("EventBusName", bus)), "cacheSet");

    assertThat(rule.eventBusName()).isEqualTo("orders");
    assertThat(rule.arn())
        .isEqualTo("arn:aws:events:us-east-1:123456789012:rule/orders/%s", rule.name());
  }

  @Test
  void theDefaultBusMayBeGivenByArn() {
    String arn = "arn:aws:events:us-east-1:123456789012:event-bus/default";

    assertThat(ruleFor(deploy(Map.of("EventBusName", arn)), "cacheSet").arn())
        .contains(":rule/my-stack-CacheSetRule-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:events:eu-west-1:123456789012:event-bus/orders",
        "arn:aws:events:us-east-1:210987654321:event-bus/orders"
      })
  void aBusElsewhereIsRefused(String bus) {
    assertThatThrownBy(() -> deploy(Map.of("EventBusName", bus)))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "Resources.CacheSetRule.Properties.EventBusName: names an event bus of another region"
                + " or account; the stack is in us-east-1, account 123456789012");
  }

  @ParameterizedTest
  @ValueSource(strings = {"enabled", "disabled"})
  void theAlarmMayBeThereOrNot(String alarm) {
    assertThat(deploy(Map.of("DeadLetterAlarm", alarm)).queues()).hasSize(1);
  }

  @Test
  void theAlarmMayNotifyATopic() {
    String topic = "arn:aws:sns:us-east-1:123456789012:alarms";

    assertThat(deploy(Map.of("DeadLetterAlarmTopicArn", topic)).rules()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MomentoAuthToken | with a space | without spaces",
        "MomentoAuthToken | '' | MinLength 1",
        "EventBusName | my bus | does not match AllowedPattern",
        "EventBusName | aws.partner/shop | Give the name of an event bus (letters, digits, . - _)",
        "MomentoEndpoint | ftp://momento | Give a URL",
        "CacheSetRateLimit | 0 | 0 is below MinValue 1",
        "CacheDeleteRateLimit | many | is not a number. Give a whole number",
        "TopicPublishRateLimit | -1 | -1 is below MinValue 1",
        "RetryMaximumAttempts | 186 | 186 is above MaxValue 185. Give a whole number from 0 to 185",
        "RetryMaximumEventAgeInSeconds | 59 | 59 is below MinValue 60",
        "DeadLetterAlarm | maybe | not one of AllowedValues [enabled, disabled]",
        "DeadLetterAlarmTopicArn | alarms | Give the ARN of an SNS topic"
      })
  void aBadValueIsRefusedByParameterAndRule(String parameter, String value, String rule) {
    assertThatThrownBy(() -> deploy(Map.of(parameter, value)))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Parameters." + parameter + ": ")
        .hasMessageContaining(rule);
  }

  @Test
  void aRateThatIsNoWholeNumberIsRefusedWhereItIsUsed() {
    assertThatThrownBy(() -> deploy(Map.of("CacheSetRateLimit", "1.5")))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "Resources.CacheSetDestination.Properties.InvocationRateLimitPerSecond: must be a"
                + " whole number from 1 to 2147483647");
  }

  @Test
  void aTokenThatIsTooLongIsRefusedWithoutShowingIt() {
    String token = "t".repeat(513);

    assertThatThrownBy(() -> deploy(Map.of("MomentoAuthToken", token)))
        .hasMessageContaining("has 513 characters, more than MaxLength 512")
        .hasMessageNotContaining(token);
  }

  @Test
  void theTokenHasToBeGiven() {
    assertThatThrownBy(
            () -> StackTemplate.read(yaml).deploy("us-east-1", ACCOUNT, "my-stack", Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Parameters.MomentoAuthToken: has no default: give a value");
  }

  @Test
  void aMisspeltParameterIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> deploy(Map.of("EventBus", "orders")))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("no parameter [EventBus]")
        .hasMessageContaining("EventBusName");
  }

  @Test
  void theStackNameMayHaveFiftyCharacters() {
    StackTemplate template = StackTemplate.read(yaml);
    Map<String, String> token = Map.of("MomentoAuthToken", TOKEN);

    DeployedStack stack = template.deploy("us-east-1", ACCOUNT, "s".repeat(50), token);
    assertThat(stack.rules()).allSatisfy(rule -> assertThat(rule.name()).hasSizeBetween(60, 64));
    assertThatThrownBy(() -> template.deploy("us-east-1", ACCOUNT, "s".repeat(51), token))
        .isInstanceOf(TemplateException.class)
        .hasMessageEndingWith(
            "has 65 characters, but at most 64 are allowed; the stack's name has 51: shorten it");
  }

  @Test
  void twoDeploymentsHaveTheSameNamesAndTwoStacksDoNot() {
    StackTemplate template = StackTemplate.read(yaml);
    Map<String, String> token = Map.of("MomentoAuthToken", TOKEN);

    assertThat(deploy(Map.of())).isEqualTo(deploy(Map.of()));
    assertThat(template.deploy("us-east-1", ACCOUNT, "other", token).queues())
        .doesNotContainAnyElementsOf(deploy(Map.of()).queues());
  }

  @Test
  void nothingThatIsPrintedShowsTheToken() {
    assertThat(deploy(Map.of()).toString())
        .contains("apiKeyName=Authorization, apiKeyValue=****")
        .doesNotContain(TOKEN);
  }

  private static DeployedStack deploy(Map<String, String> parameters) {
    return deploy("us-east-1", parameters);
  }

  private static DeployedStack deploy(String region, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.putIfAbsent("MomentoAuthToken", TOKEN);
    return StackTemplate.read(yaml).deploy(region, ACCOUNT, "my-stack", all);
  }

  private static Rule ruleFor(DeployedStack stack, String detailType) {
    List<Rule> rules =
        stack.rules().stream()
            .filter(rule -> rule.eventPattern().contains("\"" + detailType + "\""))
            .toList();
    assertThat(rules).hasSize(1);
    return rules.get(0);
  }

  private static Target targetFor(DeployedStack stack, String detailType) {
    return ruleFor(stack, detailType).targets().get(0);
  }
}
