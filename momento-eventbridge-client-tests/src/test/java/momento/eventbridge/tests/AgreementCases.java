package momento.eventbridge.tests;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * The events of the agreement test: what publishers send, what other producers might send, and what
 * EventBridge refuses.
 */
final class AgreementCases {
  private static final String BASE64 = "YS9iP2M9ZCZlIGY";

  private AgreementCases() {}

  static List<AgreementCase> all() {
    List<AgreementCase> cases = new ArrayList<>();
    cases.addAll(delivered());
    cases.addAll(fromOtherProducers());
    cases.addAll(notDelivered());
    cases.addAll(refusedEntries());
    cases.addAll(refusedRequests());
    // What comes late and unexpected from the case before shows up here.
    cases.add(one("last", topic("last", "\"%s\"")));
    return cases;
  }

  /** What our publishers send. */
  private static List<AgreementCase> delivered() {
    return List.of(
        one("set", set("set", "\"key\":\"test-key\"", "hello world!")),
        one("setBase64", set("setBase64", "\"key_base64\":\"" + BASE64 + "\"", "hello")),
        one("setKeySigns", set("setKeySigns", "\"key\":\"A-z.0_~:@\"", "hello")),
        one("setQuotes", set("setQuotes", "\"key\":\"k\"", "he said \\\"hi\\\" \\\\ \\n\\t</a>")),
        one(
            "setUnicode",
            set("setUnicode", "\"key\":\"k\"", "\u00e9 \u6f22 \uD83D\uDE00 \u2028 \\u0001")),
        one("setLarge", set("setLarge", "\"key\":\"k\"", "x".repeat(200_000))),
        one(
            "deletePlain",
            entry("cacheDelete", "deletePlain", "{\"cacheName\":\"my-cache\",\"key\":\"k\"}")),
        one(
            "deleteBase64",
            entry(
                "cacheDelete",
                "deleteBase64",
                "{\"cacheName\":\"my-cache\",\"key_base64\":\"" + BASE64 + "\"}")),
        one("topic", topic("topic", "\"hello topic: %s\"")),
        one("names", topic("names", "\"%s\"", "a-b.c_d~e", "A:z@0")),
        new AgreementCase("ten", Collections.nCopies(10, topic("ten", "\"%s\""))),
        one(
            "attributes",
            topic("attributes", "\"%s\"").toBuilder()
                .time(Instant.parse("2026-11-24T01:02:03.456Z"))
                .resources("arn:aws:s3:::bucket", "anything")
                .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793")
                .build()));
  }

  /** Valid for EventBridge, but no publisher of ours would send them. */
  private static List<AgreementCase> fromOtherProducers() {
    return List.of(
        one("messageObject", topic("messageObject", "{\"of\":\"%s\",\"n\":[1,2.50,null,true]}")),
        one("messageNumber", topic("messageNumber", "5111213")),
        one("messageNull", topic("messageNull", "null")),
        one(
            "messageMissing",
            entry("topicPublish", "messageMissing", "{\"cacheName\":\"c\",\"topicName\":\"t\"}")),
        one(
            "ttlText",
            entry(
                "cacheSet",
                "ttlText",
                "{\"cacheName\":\"c\",\"key\":\"k\",\"message\":\"ttlText\",\"ttl\":\"60\"}")),
        one(
            "ttlMissing",
            entry(
                "cacheSet",
                "ttlMissing",
                "{\"cacheName\":\"c\",\"key\":\"k\",\"message\":\"ttlMissing\"}")),
        one("keyNumber", set("keyNumber", "\"key\":12", "m")),
        one("keyBoolean", set("keyBoolean", "\"key\":true", "m")),
        one("keyNull", set("keyNull", "\"key\":null", "m")),
        one("keyObject", set("keyObject", "\"key\":{\"a\":\"b\"}", "m")),
        one("keyUnsafe", set("keyUnsafe", "\"key\":\"a b/c?d=e&f+g%h\u00e9\"", "m")),
        one("bothKeys", set("bothKeys", "\"key\":\"k\",\"key_base64\":\"aw\"", "m")),
        one("cacheUnsafe", topic("cacheUnsafe", "\"%s\"", "a b/c?d", "t")),
        one(
            "extraFields",
            entry(
                "topicPublish",
                "extraFields",
                "{\"more\":[{}],\"cacheName\":\"c\",\"topicName\":\"t\","
                    + "\"message\":\"extraFields\"}")));
  }

  /** Accepted and never seen again. */
  private static List<AgreementCase> notDelivered() {
    return List.of(
        one("otherType", topic("otherType", "\"%s\"").toBuilder().detailType("topic").build()),
        one(
            "typeInOtherCase",
            topic("typeInOtherCase", "\"%s\"").toBuilder().detailType("TopicPublish").build()),
        one(
            "unknownBus",
            topic("unknownBus", "\"%s\"").toBuilder().eventBusName("no-such-bus").build()));
  }

  private static List<AgreementCase> refusedEntries() {
    return List.of(
        spoiled("sourceMissing", entry -> entry.toBuilder().source(null).build()),
        spoiled("sourceEmpty", entry -> entry.toBuilder().source("").build()),
        spoiled("sourceOfAws", entry -> entry.toBuilder().source("aws.ec2").build()),
        spoiled("typeMissing", entry -> entry.toBuilder().detailType(null).build()),
        spoiled("typeEmpty", entry -> entry.toBuilder().detailType("").build()),
        spoiled("typeTooLong", entry -> entry.toBuilder().detailType("t".repeat(129)).build()),
        spoiled("detailMissing", entry -> entry.toBuilder().detail(null).build()),
        spoiled("detailEmpty", entry -> entry.toBuilder().detail("").build()),
        spoiled("detailText", entry -> entry.toBuilder().detail("detailText").build()),
        spoiled("detailList", entry -> entry.toBuilder().detail("[\"detailList\"]").build()),
        spoiled("detailString", entry -> entry.toBuilder().detail("\"detailString\"").build()),
        spoiled("detailNull", entry -> entry.toBuilder().detail("null").build()),
        spoiled("detailCutOff", entry -> entry.toBuilder().detail("{\"a\":").build()),
        spoiled("detailTwice", entry -> entry.toBuilder().detail("{}{}").build()),
        spoiled("everythingMissing", entry -> PutEventsRequestEntry.builder().build()));
  }

  private static List<AgreementCase> refusedRequests() {
    return List.of(
        new AgreementCase("noEntry", List.of()),
        new AgreementCase("eleven", Collections.nCopies(11, topic("eleven", "\"%s\""))),
        one("tooLarge", set("tooLarge", "\"key\":\"k\"", "x".repeat(1_048_576))),
        new AgreementCase(
            "tooLargeTogether",
            Collections.nCopies(6, set("tooLargeTogether", "\"key\":\"k\"", "x".repeat(200_000)))),
        one(
            "busAgainstPattern",
            topic("busAgainstPattern", "\"%s\"").toBuilder().eventBusName("no bus").build()));
  }

  private static AgreementCase one(String name, PutEventsRequestEntry entry) {
    return new AgreementCase(name, List.of(entry));
  }

  /** A good entry, the spoiled one, and a good one. */
  private static AgreementCase spoiled(String name, UnaryOperator<PutEventsRequestEntry> spoil) {
    PutEventsRequestEntry good = topic(name, "\"good %s\"");
    return new AgreementCase(name, List.of(good, spoil.apply(topic(name, "\"spoiled %s\"")), good));
  }

  private static PutEventsRequestEntry set(String name, String key, String message) {
    return entry(
        "cacheSet",
        name,
        "{\"cacheName\":\"my-cache\",%s,\"message\":\"%s %s\",\"ttl\":300}"
            .formatted(key, name, message));
  }

  private static PutEventsRequestEntry topic(String name, String message) {
    return topic(name, message, "my-cache", "news");
  }

  private static PutEventsRequestEntry topic(
      String name, String message, String cache, String topic) {
    return entry(
        "topicPublish",
        name,
        "{\"cacheName\":\"%s\",\"topicName\":\"%s\",\"message\":%s}"
            .formatted(cache, topic, message.formatted(name)));
  }

  private static PutEventsRequestEntry entry(String detailType, String name, String detail) {
    return PutEventsRequestEntry.builder()
        .source("agreement." + name)
        .detailType(detailType)
        .detail(detail)
        .build();
  }
}
