package momento.eventbridge;

import static momento.eventbridge.TestEvents.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetailTypeTest {

  @ParameterizedTest
  @CsvSource({"CACHE_SET, cacheSet", "CACHE_DELETE, cacheDelete", "TOPIC_PUBLISH, topicPublish"})
  void hasTheTextThatTheRulesMatch(DetailType type, String text) {
    assertThat(type.value()).isEqualTo(text);
    assertThat(type).hasToString(text);
    assertThat(DetailType.of(text)).contains(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cacheset", "CacheSet", "cacheSet ", "CACHE_SET", "cacheGet"})
  void knowsNoOtherText(String text) {
    assertThat(DetailType.of(text)).isEmpty();
  }

  @Test
  void eachEventHasItsOwn() {
    assertThat(CacheSet.of("c", "k", "m", MINUTE).detailType()).isEqualTo(DetailType.CACHE_SET);
    assertThat(CacheDelete.of("c", "k").detailType()).isEqualTo(DetailType.CACHE_DELETE);
    assertThat(TopicPublish.of("c", "t", "m").detailType()).isEqualTo(DetailType.TOPIC_PUBLISH);
  }
}
