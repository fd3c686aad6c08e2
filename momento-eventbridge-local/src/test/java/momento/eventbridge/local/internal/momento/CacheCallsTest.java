package momento.eventbridge.local.internal.momento;

import static java.nio.charset.StandardCharsets.UTF_8;
import static momento.eventbridge.local.internal.momento.MomentoHttp.encoded;
import static momento.eventbridge.local.internal.momento.MomentoHttp.error;
import static momento.eventbridge.local.internal.momento.MomentoHttp.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import momento.eventbridge.local.CachedItem;
import momento.eventbridge.local.LocalClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheCallsTest {
  private final LocalClock clock = LocalClock.movedByHand(Instant.parse("2026-11-24T00:00:00Z"));
  private final MomentoServer server =
      MomentoServer.builder()
          .token(MomentoHttp.TOKEN)
          .caches(List.of("my-cache", "other"))
          .clock(clock)
          .start();
  private final MomentoHttp http = new MomentoHttp(server.endpoint());

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void anItemIsSetReadAndDeleted() {
    HttpResponse<byte[]> set =
        http.put("/cache/my-cache?key=test-key&ttl_seconds=300", "hello world!");
    assertThat(set.statusCode()).isEqualTo(204);
    assertThat(set.body()).isEmpty();

    HttpResponse<byte[]> hit = http.get("/cache/my-cache?key=test-key");
    assertThat(hit.statusCode()).isEqualTo(200);
    assertThat(hit.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(text(hit)).isEqualTo("hello world!");
    CachedItem item = server.get("my-cache", "test-key".getBytes(UTF_8)).orElseThrow();
    assertThat(item.text()).isEqualTo("hello world!");
    assertThat(item.remainingTtl()).isEqualTo(Duration.ofMinutes(5));
    assertThat(item).hasToString("CachedItem[12 bytes, remainingTtl=PT5M]");

    assertThat(http.delete("/cache/my-cache?key=test-key").statusCode()).isEqualTo(204);
    assertThat(error(http.get("/cache/my-cache?key=test-key")))
        .isEqualTo("404 404 Not Found: Key not found");
    assertThat(http.delete("/cache/my-cache?key=test-key").statusCode()).isEqualTo(204);
  }

  @Test
  void theValueIsRawBytes() {
    byte[] value = {0, -1, (byte) 0xC3, 10, 13, 0};

    http.put("/cache/my-cache?key=k&ttl_seconds=1", value);
    http.put("/cache/my-cache?key=empty&ttl_seconds=1", new byte[0]);

    assertThat(http.get("/cache/my-cache?key=k").body()).isEqualTo(value);
    assertThat(http.get("/cache/my-cache?key=empty").statusCode()).isEqualTo(200);
    assertThat(server.get("my-cache", "k".getBytes(UTF_8)).orElseThrow().value()).isEqualTo(value);
  }

  @Test
  void cachesAreApart() {
    http.put("/cache/my-cache?key=k&ttl_seconds=1", "mine");

    assertThat(http.get("/cache/other?key=k").statusCode()).isEqualTo(404);
    assertThat(server.size("my-cache")).isEqualTo(1);
    assertThat(server.size("other")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        " ",
        "100%",
        "%20",
        "a+b",
        "a/b",
        "/",
        "a?b",
        "a#b",
        "a&b=c",
        "=",
        "key=",
        "ü",
        "\u65e5\u672c",
        "\ud83d\ude00",
        "\u0000",
        "\r\n",
        "\"quoted\"",
        "\\",
        "a\tb",
        "~-._:@"
      })
  void aKeySurvivesTheUrl(String key) {
    http.put("/cache/my-cache?key=" + encoded(key) + "&ttl_seconds=60", "v");

    assertThat(server.get("my-cache", key.getBytes(UTF_8))).isPresent();
    String percent = encoded(key).replace("+", "%20");
    assertThat(http.get("/cache/my-cache?key=" + percent).statusCode()).isEqualTo(200);
    String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    assertThat(http.get("/cache/my-cache?key_base64=" + base64).statusCode()).isEqualTo(200);
    assertThat(server.size("my-cache")).isEqualTo(1);
  }

  @Test
  void aBinaryKeyMayBePaddedOrNot() {
    byte[] key = {-5, -1, 0, 62};
    String padded = Base64.getUrlEncoder().encodeToString(key);
    assertThat(padded).contains("-").endsWith("==");

    http.put("/cache/my-cache?ttl_seconds=60&key_base64=" + padded.replace("=", ""), "v");

    assertThat(server.get("my-cache", key)).isPresent();
    assertThat(http.get("/cache/my-cache?key_base64=" + padded).statusCode()).isEqualTo(200);
    assertThat(http.get("/cache/my-cache?key_base64=" + encoded(padded)).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key=k&key_base64=&ttl_seconds=60",
        "key=&key_base64=aw&ttl_seconds=60",
        "key=k&key_base64&ttl_seconds=60&token=",
        "&&key=k&ttl_seconds=060&other=1&=2"
      })
  void anEmptyParameterCountsAsAbsent(String query) {
    assertThat(http.put("/cache/my-cache?" + query, "v").statusCode()).isEqualTo(204);
    assertThat(server.get("my-cache", "k".getBytes(UTF_8))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/cache/my-cache?key=k&key_base64=aw&ttl_seconds=1 | 400 400 Multiple Keys Specified: Give"
            + " either key or key_base64, not both",
        "/cache/my-cache?ttl_seconds=1 | 400 400 No Key Specified: Give key or key_base64",
        "/cache/my-cache | 400 400 No Key Specified: Give key or key_base64",
        "/cache/my-cache?key=&key_base64=&ttl_seconds=1 | 400 400 No Key Specified: Give key or"
            + " key_base64",
        "/cache/my-cache?key=k | 400 400 No TTL Specified: Give ttl_seconds",
        "/cache/my-cache?key=k&ttl_seconds= | 400 400 No TTL Specified: Give ttl_seconds",
        "/cache/my-cache?key=k&ttl_seconds=-1 | 400 400 Invalid TTL: ttl_seconds must be a whole"
            + " number from 0 to 86400 (maxTtl)",
        "/cache/my-cache?key=k&ttl_seconds=1.5 | 400 400 Invalid TTL: ttl_seconds must be a whole"
            + " number from 0 to 86400 (maxTtl)",
        "/cache/my-cache?key=k&ttl_seconds=86401 | 400 400 Invalid TTL: ttl_seconds must be a whole"
            + " number from 0 to 86400 (maxTtl)",
        "/cache/my-cache?key=k&ttl_seconds=9999999999 | 400 400 Invalid TTL: ttl_seconds must be a"
            + " whole number from 0 to 86400 (maxTtl)",
        "/cache/my-cache?key_base64=a&ttl_seconds=1 | 400 400 Invalid Key: key_base64 must be"
            + " base64 of the URL-safe alphabet (- and _)",
        "/cache/my-cache?key_base64=%2B%2F8&ttl_seconds=1 | 400 400 Invalid Key: key_base64 must be"
            + " base64 of the URL-safe alphabet (- and _)",
        "/cache/my-cache?key=a&key=b&ttl_seconds=1 | 400 400 Invalid Query: A query parameter is"
            + " there twice; give each only once",
        "/cache/my-cache?key=%FF&ttl_seconds=1 | 400 400 Invalid URL: The path and the query must"
            + " be percent-encoded UTF-8; give other keys as key_base64",
        "/cache/none?key=k&ttl_seconds=1 | 404 404 Not Found: Cache not found",
        "/cache/?key=k&ttl_seconds=1 | 404 404 Not Found: Cache not found",
        "/cache/my-cache/?key=k | 404 404 Not Found: The path must be /cache/{cacheName} or"
            + " /topics/{cacheName}/{topicName}",
        "/ | 404 404 Not Found: The path must be /cache/{cacheName} or"
            + " /topics/{cacheName}/{topicName}"
      })
  void aBadCallIsRefusedAndSetsNothing(String pathAndQuery, String error) {
    assertThat(error(http.put(pathAndQuery, "v"))).isEqualTo(error);
    assertThat(server.size("my-cache")).isZero();
  }

  @Test
  void deletingWithBothKeysDeletesNothing() {
    http.put("/cache/my-cache?key=k&ttl_seconds=60", "v");

    assertThat(error(http.delete("/cache/my-cache?key=k&key_base64=aw")))
        .startsWith("400 400 Multiple Keys Specified");
    assertThat(error(http.delete("/cache/my-cache"))).startsWith("400 400 No Key Specified");
    assertThat(error(http.delete("/cache/none?key=k"))).endsWith("Not Found: Cache not found");
    assertThat(error(http.get("/cache/none?key=k"))).endsWith("Not Found: Cache not found");
    assertThat(server.size("my-cache")).isEqualTo(1);
  }

  @Test
  void aMethodThatTheApiLacksIsRefused() {
    HttpResponse<byte[]> post = http.publish("/cache/my-cache?key=k", "v");

    assertThat(error(post))
        .isEqualTo("405 405 Method Not Allowed: There is no POST here; use GET, PUT or DELETE");
    assertThat(
            http.send(http.request("/cache/my-cache?key=k").method("HEAD", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(405);
  }

  @Test
  void aCacheNameMayBeEncoded() {
    server.createCache("a/b");

    assertThat(http.put("/cache/a%2Fb?key=k&ttl_seconds=1", "v").statusCode()).isEqualTo(204);
    assertThat(server.size("a/b")).isEqualTo(1);
  }

  @Test
  void anItemExpiresByTheClock() {
    http.put("/cache/my-cache?key=short&ttl_seconds=1", "v");
    http.put("/cache/my-cache?key=long&ttl_seconds=86400", "v");

    clock.advance(Duration.ofMillis(999));
    assertThat(http.get("/cache/my-cache?key=short").statusCode()).isEqualTo(200);
    assertThat(server.get("my-cache", "short".getBytes(UTF_8)).orElseThrow().remainingTtl())
        .isEqualTo(Duration.ofMillis(1));
    clock.advance(Duration.ofMillis(1));
    assertThat(http.get("/cache/my-cache?key=short").statusCode()).isEqualTo(404);
    assertThat(server.size("my-cache")).isEqualTo(1);
    clock.advance(Duration.ofDays(1));
    assertThat(server.get("my-cache", "long".getBytes(UTF_8))).isEmpty();
    assertThat(server.size("my-cache")).isZero();
  }

  @Test
  void anAccountMayAllowALongerTtl() {
    try (MomentoServer provisioned = with(Duration.ofDays(30))) {
      MomentoHttp client = new MomentoHttp(provisioned.endpoint());
      client.put("/cache/my-cache?key=k&ttl_seconds=2592000", "v");

      clock.advance(Duration.ofDays(30).minusSeconds(1));
      assertThat(provisioned.get("my-cache", "k".getBytes(UTF_8)).orElseThrow().remainingTtl())
          .isEqualTo(Duration.ofSeconds(1));
      assertThat(error(client.put("/cache/my-cache?key=k&ttl_seconds=2592001", "v")))
          .isEqualTo(
              "400 400 Invalid TTL: ttl_seconds must be a whole number from 0 to 2592000 (maxTtl)");
    }
  }

  /** The nanoseconds that the cache counts in hold neither. */
  @ParameterizedTest
  @ValueSource(strings = {"9999999999", "999999999999999999"})
  void anItemMayLiveForGood(String seconds) {
    try (MomentoServer provisioned = with(Duration.ofSeconds(Long.MAX_VALUE))) {
      MomentoHttp client = new MomentoHttp(provisioned.endpoint());
      client.put("/cache/my-cache?key=k&ttl_seconds=" + seconds, "v");

      clock.advance(Duration.ofDays(36_499));
      assertThat(provisioned.get("my-cache", "k".getBytes(UTF_8)).orElseThrow().remainingTtl())
          .isEqualTo(Duration.ofDays(1));
    }
  }

  private MomentoServer with(Duration maxTtl) {
    return MomentoServer.builder()
        .token(MomentoHttp.TOKEN)
        .caches(List.of("my-cache"))
        .limits(new AccountLimits(maxTtl, 4_096))
        .clock(clock)
        .start();
  }

  @Test
  void settingAgainReplacesTheValueAndTheTtl() {
    http.put("/cache/my-cache?key=k&ttl_seconds=10", "old");
    clock.advance(Duration.ofSeconds(9));
    http.put("/cache/my-cache?key=k&ttl_seconds=10", "new");
    clock.advance(Duration.ofSeconds(9));

    assertThat(text(http.get("/cache/my-cache?key=k"))).isEqualTo("new");
    assertThat(server.size("my-cache")).isEqualTo(1);
  }

  @Test
  void aTtlOfZeroLeavesNothing() {
    http.put("/cache/my-cache?key=k&ttl_seconds=60", "old");

    assertThat(http.put("/cache/my-cache?key=k&ttl_seconds=0", "new").statusCode()).isEqualTo(204);
    assertThat(http.get("/cache/my-cache?key=k").statusCode()).isEqualTo(404);
  }

  @Test
  void anItemMayHaveFiveMegabytes() {
    byte[] value = new byte[MomentoApi.MOST_ITEM_BYTES - 1];

    assertThat(http.put("/cache/my-cache?key=k&ttl_seconds=60", value).statusCode()).isEqualTo(204);
    assertThat(http.get("/cache/my-cache?key=k").body()).hasSameSizeAs(value);
    assertThat(error(http.put("/cache/my-cache?key=kk&ttl_seconds=60", value)))
        .isEqualTo(
            "400 400 Item Too Large: Key and value have 5242881 bytes or more together, but at most"
                + " 5242880 are allowed");
    assertThat(error(http.put("/cache/my-cache?key=k&ttl_seconds=60", new byte[3 * value.length])))
        .startsWith("400 400 Item Too Large");
  }

  @Test
  void manyClientsAtOnceAreServed() {
    int calls = 500;
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      answers.add(
          http.sendAsync(
              http.request("/cache/my-cache?ttl_seconds=60&key=" + i)
                  .PUT(BodyPublishers.ofString("v" + i))));
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(204));
    assertThat(server.size("my-cache")).isEqualTo(calls);
    assertThat(text(http.get("/cache/my-cache?key=499"))).isEqualTo("v499");
  }

  @Test
  void aMisspeltCacheIsAMistakeOfTheTest() {
    assertThatThrownBy(() -> server.size("mycache"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no cache 'mycache', only [my-cache, other]: create it first");
    assertThatThrownBy(() -> server.createCache(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 character");
  }

  @Test
  void creatingACacheAgainKeepsItsItems() {
    http.put("/cache/my-cache?key=k&ttl_seconds=60", "v");

    server.createCache("my-cache");

    assertThat(server.size("my-cache")).isEqualTo(1);
  }
}
