package momento.eventbridge.tests;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Every way in which LocalStack and MiniStack are known not to do what the local stack does. */
final class KnownDifferences {
  private static final Set<Counterpart> IN_LOCALSTACK = Set.of(Counterpart.LOCALSTACK);
  private static final Set<Counterpart> IN_MINISTACK = Set.of(Counterpart.MINISTACK);
  private static final Set<Counterpart> BOTH =
      Set.of(Counterpart.LOCALSTACK, Counterpart.MINISTACK);
  private static final Set<String> EVERY_CASE = Set.of();
  private static final String ANYTHING = "(?s).*";
  private static final String ALL_ACCEPTED = "failed 0: accepted(; accepted)*";
  private static final String OVER_THE_LIMIT =
      "HTTP 400 ValidationException: "
          + "Total size of the entries in the request is over the limit\\.";
  private static final String WHOLE_EVENT = "\\{\"version\": \"0\", .*\\}";

  private static final Set<String> UNLIKE_DETAIL =
      Set.of(
          "detailMissing",
          "detailEmpty",
          "detailText",
          "detailList",
          "detailString",
          "detailNull",
          "detailCutOff",
          "detailTwice");

  static final List<KnownDifference> TABLE =
      List.of(
          // What both do otherwise.
          row(
              BOTH,
              EVERY_CASE,
              "Connection",
              "",
              "close",
              "AWS says that it sends the header; the JDK's HTTP client, which the local stack"
                  + " uses, manages connections by itself and lets nobody set it"),
          row(
              BOTH,
              Set.of("setUnicode"),
              "body",
              "\"setUnicode \u00e9 \u6f22 \uD83D\uDE00 \u2028 \\\\u0001\"",
              "\"setUnicode \\\\u00e9 \\\\u6f22 \\\\ud83d\\\\ude00 \\\\u2028 \\\\u0001\"",
              "two ways to write the same JSON text; Python escapes all that is not ASCII"),
          row(
              BOTH,
              Set.of("messageObject"),
              "body",
              "\\{\"of\":\"messageObject\",\"n\":\\[1,2\\.50,null,true\\]\\}",
              "\\{\"of\": \"messageObject\", \"n\": \\[1, 2\\.5, null, true\\]\\}",
              "two ways to write the same JSON value; Python adds spaces and shortens numbers"),
          row(
              BOTH,
              Set.of("typeTooLong"),
              "answer",
              "failed 1: accepted; InvalidArgument: Parameter DetailType is not valid\\. Reason:"
                  + " .*; accepted",
              ALL_ACCEPTED,
              "AWS refuses a detail type of more than 128 characters; they do not look"),
          row(
              BOTH,
              Set.of("noEntry"),
              "answer",
              "HTTP 400 ValidationException: .* at 'entries' failed to satisfy constraint: Member"
                  + " must have length greater than or equal to 1",
              "failed 0: ",
              "AWS's model asks for at least one entry; they do not look"),
          row(
              BOTH,
              Set.of("tooLargeTogether"),
              "answer",
              OVER_THE_LIMIT,
              ALL_ACCEPTED,
              "AWS limits all entries of a request together; LocalStack looks at each alone,"
                  + " MiniStack at none"),
          row(
              BOTH,
              Set.of("tooLargeTogether"),
              "requests",
              "0",
              "6",
              "see its answer: what was accepted arrives"),
          row(
              BOTH,
              Set.of("busAgainstPattern"),
              "answer",
              "HTTP 400 ValidationException: .* at 'entries\\.1\\.member\\.eventBusName' failed to"
                  + " satisfy constraint: Member must satisfy regular expression pattern: .*",
              ALL_ACCEPTED,
              "AWS has a pattern for the name of a bus; they take it for a bus that is not there"),

          // LocalStack 4.14.0
          row(
              IN_LOCALSTACK,
              EVERY_CASE,
              "path",
              ANYTHING,
              "/cache/\\*/\\$\\.detail\\.cacheName"
                  + "|/topics/\\*/\\*/\\$\\.detail\\.cacheName/\\$\\.detail\\.topicName",
              "it fills in no * and no JSON path; MiniStack does"),
          row(
              IN_LOCALSTACK,
              EVERY_CASE,
              "query",
              ANYTHING,
              "key=%24\\.detail\\.key&key_base64=%24\\.detail\\.key_base64"
                  + "(&ttl_seconds=%24\\.detail\\.ttl)?",
              "it fills in no JSON path; MiniStack does"),
          row(
              IN_LOCALSTACK,
              EVERY_CASE,
              "Content-Type",
              "text/plain",
              "application/json; charset=utf-8",
              "its own header wins over the target's; on AWS and MiniStack the target's wins"),
          row(
              IN_LOCALSTACK,
              Set.of("deletePlain", "deleteBase64"),
              "body",
              "\\{\"detail-type\":\"cacheDelete\"\\}",
              "\\{\"detail-type\": \"cacheDelete\"\\}",
              "it reads the target's fixed input and writes it again with a space"),
          row(
              IN_LOCALSTACK,
              Set.of("messageNull", "messageMissing"),
              "requests",
              "1",
              "0",
              "it makes no call without an input; what AWS does is not documented. Our publishers"
                  + " send no event without a message"),
          row(
              IN_LOCALSTACK,
              Set.of("sourceOfAws"),
              "answer",
              "failed 1: accepted; NotAuthorizedForSourceException: Not authorized for the"
                  + " source\\.; accepted",
              ALL_ACCEPTED,
              "AWS and MiniStack keep aws. for AWS itself; LocalStack does not look"),
          row(
              IN_LOCALSTACK,
              Set.of("sourceOfAws"),
              "requests",
              "2",
              "3",
              "see its answer: what was accepted arrives"),
          row(
              IN_LOCALSTACK,
              Set.of("sourceOfAws"),
              "body",
              "\"good sourceOfAws\"",
              "\"good sourceOfAws\" \\| \"spoiled sourceOfAws\"",
              "see its answer: what was accepted arrives"),
          row(
              IN_LOCALSTACK,
              Set.of("eleven"),
              "answer",
              "HTTP 400 ValidationException: 1 validation error detected: Value"
                  + " '\\[(PutEventsRequestEntry\\(time=null, source=agreement\\.eleven,"
                  + " resources=null, detailType=topicPublish,"
                  + " detail=\\{\"cacheName\":\"my-cache\",\"topicName\":\"news\",\"message\":\"eleven\"\\},"
                  + " eventBusName=[a-z0-9-]+, traceHeader=null, kmsKeyIdentifier=null,"
                  + " internalMetadata=null\\)(, )?){11}\\]' at 'entries' failed to satisfy"
                  + " constraint: Member must have length less than or equal to 10",
              "HTTP 400 ValidationException: 1 validation error detected: Value"
                  + " '\\[(PutEventsRequestEntry\\(time=null, source=agreement\\.eleven,"
                  + " resources=null, detailType=topicPublish, detail=\\{\"cacheName\":"
                  + " \"my-cache\", \"topicName\": \"news\", \"message\": \"eleven\"\\},"
                  + " eventBusName=[a-z0-9-]+, traceHeader=null, kmsKeyIdentifier=null,"
                  + " internalMetadata=null\\)(, )?){11}\\]' at 'entries' failed to satisfy"
                  + " constraint: Member must have length less than or equal to 10",
              "the text quotes the entries: each has a bus of its own, and LocalStack writes the"
                  + " detail again with spaces"),

          // MiniStack 1.5.33
          row(
              IN_MINISTACK,
              Set.of(
                  "sourceMissing",
                  "sourceEmpty",
                  "typeMissing",
                  "typeEmpty",
                  "detailMissing",
                  "detailEmpty",
                  "everythingMissing"),
              "answer",
              "failed 1: accepted; InvalidArgument: Parameter .* is not valid\\. Reason: .* is a"
                  + " required argument\\.; accepted",
              ALL_ACCEPTED,
              "it checks no entry but for a source of AWS; LocalStack and AWS do"),
          row(
              IN_MINISTACK,
              Set.of(
                  "detailText",
                  "detailList",
                  "detailString",
                  "detailNull",
                  "detailCutOff",
                  "detailTwice"),
              "answer",
              "failed 1: accepted; MalformedDetail: Detail is malformed\\.; accepted",
              ALL_ACCEPTED,
              "it does not look into the detail; LocalStack and AWS do"),
          row(
              IN_MINISTACK,
              Set.of("sourceMissing", "sourceEmpty"),
              "requests",
              "2",
              "3",
              "see its answer: what was accepted arrives"),
          row(
              IN_MINISTACK,
              UNLIKE_DETAIL,
              "requests",
              "2",
              "3",
              "see its answer: what was accepted arrives"),
          row(
              IN_MINISTACK,
              Set.of("sourceMissing", "sourceEmpty"),
              "body",
              "\"good \\w+\"",
              "\"good \\w+\" \\| \"spoiled \\w+\"",
              "see its answer: what was accepted arrives"),
          row(
              IN_MINISTACK,
              UNLIKE_DETAIL,
              "body",
              "\"good \\w+\"",
              "\"good \\w+\" \\| " + WHOLE_EVENT,
              "see its answer: what was accepted arrives, as the whole event for lack of a"
                  + " message"),
          row(
              IN_MINISTACK,
              UNLIKE_DETAIL,
              "path",
              "/topics/my-cache/news",
              "/topics// \\| /topics/my-cache/news",
              "see its answer: what was accepted arrives, without names"),
          row(
              IN_MINISTACK,
              Set.of("messageMissing"),
              "body",
              "",
              WHOLE_EVENT,
              "it sends the whole event if the input path leads nowhere; what AWS does is not"
                  + " documented. Our publishers send no event without a message"),
          row(
              IN_MINISTACK,
              Set.of("keyNull"),
              "query",
              "key=&key_base64=&ttl_seconds=300",
              "key=null&key_base64=&ttl_seconds=300",
              "how AWS writes null is not documented. Our publishers send none"),
          row(
              IN_MINISTACK,
              Set.of("keyObject"),
              "query",
              "key=%7B%22a%22%3A%22b%22%7D&key_base64=&ttl_seconds=300",
              "key=%7Ba%3Ab%7D&key_base64=&ttl_seconds=300",
              "it takes the quotes out of an object. AWS does not document it, and our publishers"
                  + " send none"),
          row(
              IN_MINISTACK,
              Set.of("keyUnsafe"),
              "query",
              "key=a%20b%2Fc%3Fd%3De%26f%2Bg%25h%C3%A9&key_base64=&ttl_seconds=300",
              "key=a\\+b%2Fc%3Fd%3De%26f%2Bg%25h%C3%A9&key_base64=&ttl_seconds=300",
              "two ways to write a space in a query. AWS documents neither, and our publishers send"
                  + " such a key as key_base64"),
          row(
              IN_MINISTACK,
              Set.of("tooLarge"),
              "answer",
              OVER_THE_LIMIT,
              ALL_ACCEPTED,
              "it knows no limit of size; LocalStack and AWS do"),
          row(
              IN_MINISTACK,
              Set.of("tooLarge"),
              "requests",
              "0",
              "1",
              "see its answer: what was accepted arrives"),
          row(
              IN_MINISTACK,
              Set.of("eleven"),
              "answer",
              "HTTP 400 ValidationException: 1 validation error detected: Value '\\[.*\\]' at"
                  + " 'entries' failed to satisfy constraint: Member must have length less than or"
                  + " equal to 10",
              "HTTP 400 ValidationException: 1 validation error detected: Value '11' at 'entries'"
                  + " failed to satisfy constraint: Member must have length less than or equal to"
                  + " 10",
              "it quotes the number of entries; LocalStack and AWS quote the entries"),
          row(
              IN_MINISTACK,
              Set.of("describeUnknownBus"),
              "answer",
              "HTTP 400 ResourceNotFoundException: Event bus no-such-bus does not exist\\.",
              "HTTP 400 ResourceNotFoundException: Event bus no-such-bus not found",
              "the same code in words of its own; LocalStack and AWS use the local stack's"));

  private KnownDifferences() {}

  private static KnownDifference row(
      Set<Counterpart> counterparts,
      Set<String> cases,
      String field,
      String local,
      String there,
      String reason) {
    return new KnownDifference(
        counterparts, cases, field, Pattern.compile(local), Pattern.compile(there), reason);
  }
}
