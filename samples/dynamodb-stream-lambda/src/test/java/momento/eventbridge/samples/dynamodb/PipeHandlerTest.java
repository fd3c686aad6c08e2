package momento.eventbridge.samples.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class PipeHandlerTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final PipeHandler handler =
      new PipeHandler(new TableChanges("my-cache", Duration.ofMinutes(5)));

  /** As AWS's page on DynamoDB streams as a pipe's source shows records, and with each type. */
  private static final String RECORDS =
      """
      [
        {
          "eventID": "1", "eventVersion": "1.0", "eventName": "INSERT", "awsRegion": "us-east-1",
          "dynamodb": {
            "ApproximateCreationDateTime": 1767225600, "SequenceNumber": "111", "SizeBytes": 26,
            "StreamViewType": "NEW_IMAGE", "Keys": {"id": {"S": "a"}},
            "NewImage": {
              "id": {"S": "a"}, "n": {"N": "1.50"}, "b": {"B": "AAE="}, "t": {"BOOL": true},
              "none": {"NULL": true}, "m": {"M": {"x": {"S": "\\"y\\""}}},
              "l": {"L": [{"N": "2"}, {"S": "z"}]}, "ss": {"SS": ["q", "p"]},
              "ns": {"NS": ["2", "1"]}, "bs": {"BS": ["AQ==", "AA=="]}
            }
          },
          "eventSource": "aws:dynamodb",
          "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/t/stream/s"
        },
        {
          "eventID": "2", "eventName": "MODIFY",
          "dynamodb": {
            "SequenceNumber": "222", "Keys": {"id": {"S": "b c"}},
            "NewImage": {"id": {"S": "b c"}}
          }
        },
        {
          "eventID": "3", "eventName": "REMOVE",
          "dynamodb": {"SequenceNumber": "333", "Keys": {"id": {"S": "b c"}}}
        }
      ]
      """;

  private List<Map<String, Object>> entries() throws JsonProcessingException {
    return handler.handleRequest(
        JSON.readValue(RECORDS, new TypeReference<List<Map<String, Object>>>() {}),
        FunctionContext.withTime());
  }

  @Test
  void recordsBecomeEventsOfWhichEachItemHasOne() throws JsonProcessingException {
    assertThat(JSON.readTree(JSON.writeValueAsString(entries())))
        .isEqualTo(
            JSON.readTree(
                """
                [
                  {
                    "detailType": "cacheSet",
                    "detail": {
                      "cacheName": "my-cache", "key": "a", "ttl": 300,
                      "message": "{\\"b\\":\\"AAE=\\",\\"bs\\":[\\"AA==\\",\\"AQ==\\"],\\"id\\":\\"a\\",\
                \\"l\\":[2,\\"z\\"],\\"m\\":{\\"x\\":\\"\\\\\\"y\\\\\\"\\"},\\"n\\":1.50,\\"none\\":null,\\"ns\\":[1,2],\
                \\"ss\\":[\\"p\\",\\"q\\"],\\"t\\":true}"
                    }
                  },
                  {
                    "detailType": "cacheDelete",
                    "detail": {"cacheName": "my-cache", "key_base64": "YiBj"}
                  }
                ]
                """));
  }

  @Test
  void whatThePipePublishesOfThemReachesTheCache() throws Exception {
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start()) {
      stack.publisher().cacheSet("my-cache", "b c", "old", Duration.ofMinutes(5));
      stack.awaitIdle();

      // As pipe.yaml has it: the detail type is $.detailType, the detail is $.detail.
      for (Map<String, Object> entry : entries()) {
        PutEventsRequestEntry published =
            PutEventsRequestEntry.builder()
                .source("orders")
                .detailType((String) entry.get("detailType"))
                .detail(JSON.writeValueAsString(entry.get("detail")))
                .build();
        assertThat(
                stack.eventBridgeClient().putEvents(r -> r.entries(published)).failedEntryCount())
            .isZero();
      }
      stack.awaitIdle();

      assertThat(stack.get("my-cache", "a").map(CachedItem::text))
          .hasValueSatisfying(text -> assertThat(text).contains("\"n\":1.50"));
      assertThat(stack.get("my-cache", "b c")).isEmpty();
    }
  }
}
