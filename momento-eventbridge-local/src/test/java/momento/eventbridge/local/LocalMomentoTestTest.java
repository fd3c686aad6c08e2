package momento.eventbridge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;

class LocalMomentoTestTest {
  private static final Set<URI> ENDPOINTS = new HashSet<>();

  @Test
  void oneStackForTheClassResetBeforeEachTestAndClosedInTheEnd() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Example.class))
        .execute()
        .testEvents()
        .assertStatistics(events -> events.succeeded(3));

    assertThat(ENDPOINTS).hasSize(1);
    URI endpoint = ENDPOINTS.iterator().next();
    assertThatThrownBy(() -> new Socket(endpoint.getHost(), endpoint.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void withoutTheAnnotationThereIsNoCache() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(WithExtensionOnly.class))
        .execute()
        .testEvents()
        .assertStatistics(events -> events.succeeded(1));
  }

  @LocalMomentoTest(caches = "my-cache")
  static class Example {
    private final LocalMomentoStack stack;

    Example(LocalMomentoStack stack) {
      this.stack = stack;
    }

    @BeforeAll
    static void before(LocalMomentoStack stack) {
      ENDPOINTS.clear();
      ENDPOINTS.add(stack.eventBridgeEndpoint());
    }

    @Test
    void one() throws InterruptedException {
      startsEmpty();
    }

    @Test
    void two() throws InterruptedException {
      startsEmpty();
    }

    private void startsEmpty() throws InterruptedException {
      ENDPOINTS.add(stack.eventBridgeEndpoint());
      assertThat(stack.size("my-cache")).isZero();
      stack.publisher().cacheSet("my-cache", "a", "1", Duration.ofMinutes(1));
      stack.awaitIdle();
      assertThat(stack.size("my-cache")).isOne();
    }

    @Nested
    class Inner {
      @Test
      void three(LocalMomentoStack shared) throws InterruptedException {
        assertThat(shared).isSameAs(stack);
        startsEmpty();
      }
    }
  }

  @ExtendWith(LocalMomentoStackExtension.class)
  static class WithExtensionOnly {
    @Test
    void startsWithoutCache(LocalMomentoStack stack) {
      assertThatThrownBy(() -> stack.size("my-cache")).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
