package momento.eventbridge.samples.dynamodb;

import static momento.eventbridge.samples.dynamodb.StreamRecords.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.nio.ByteBuffer;
import java.util.Map;
import momento.eventbridge.CacheKey;
import org.junit.jupiter.api.Test;

class TableChangesTest {
  @Test
  void aPartitionKeyIsTheKeyInTheCache() {
    assertThat(TableChanges.cacheKey(Map.of("id", text("order 7"))))
        .isEqualTo(CacheKey.of("order 7"));
    assertThat(TableChanges.cacheKey(Map.of("id", new AttributeValue().withN("7"))))
        .isEqualTo(CacheKey.of("7"));
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 0, 1, 9}, 1, 2);
    assertThat(TableChanges.cacheKey(Map.of("id", new AttributeValue().withB(bytes))))
        .isEqualTo(CacheKey.ofBytes(new byte[] {0, 1}));
  }

  @Test
  void aPartitionKeyWithASortKeyIsBothAsJsonSoThatNoTwoItemsShareOne() {
    Map<String, AttributeValue> key =
        Map.of("customer", text("a#b"), "order", new AttributeValue().withN("7"));

    assertThat(TableChanges.cacheKey(key))
        .isEqualTo(CacheKey.of("{\"customer\":\"a#b\",\"order\":7}"));
  }
}
