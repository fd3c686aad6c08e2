package momento.eventbridge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
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

  @Test
  void theNearestAnnotationSaysWhichCachesThereAre() {
    assertSucceeds(OnlyInnerAnnotated.class, 1);
    assertSucceeds(BothAnnotated.class, 2);
  }

  @Test
  void whatTheConstructorPreparesIsThereForTheTest() {
    assertSucceeds(PreparedByConstructor.class, 3);
  }

  @Test
  void anInstanceForAllTestsStartsEachOfThemEmpty() {
    assertSucceeds(OneInstance.class, 2);
  }

  @Test
  void twoExtensionsHaveAStackEach() {
    assertSucceeds(TwoExtensions.class, 1);
  }

  private static void assertSucceeds(Class<?> tests, int count) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents()
        .assertStatistics(events -> events.started(count).succeeded(count));
  }

  static class OnlyInnerAnnotated {
    @Nested
    @LocalMomentoTest(caches = "inner-cache")
    class Inner {
      @Test
      void hasItsCache(LocalMomentoStack stack) {
        assertThat(stack.size("inner-cache")).isZero();
      }
    }
  }

  @LocalMomentoTest(caches = "outer-cache")
  static class BothAnnotated {
    private final LocalMomentoStack outer;

    BothAnnotated(LocalMomentoStack outer) {
      this.outer = outer;
    }

    @Test
    void hasItsCache(LocalMomentoStack stack) {
      assertThat(stack).isSameAs(outer);
      assertThat(stack.size("outer-cache")).isZero();
    }

    @Nested
    @LocalMomentoTest(caches = "inner-cache")
    class Inner {
      @Test
      void hasItsCache(LocalMomentoStack stack) {
        assertThat(stack).isNotSameAs(outer);
        assertThat(stack.size("inner-cache")).isZero();
        assertThat(outer.size("outer-cache")).isZero();
      }
    }
  }

  @LocalMomentoTest(caches = "my-cache")
  static class PreparedByConstructor {
    private final LocalMomentoStack stack;
    private final TopicSubscription news;

    PreparedByConstructor(LocalMomentoStack stack) {
      this.stack = stack;
      assertThat(stack.counts().accepted()).isZero();
      stack.createCache("more");
      this.news = stack.subscribe("my-cache", "news");
    }

    @Test
    void one() throws InterruptedException {
      isPrepared();
    }

    @Test
    void two() throws InterruptedException {
      isPrepared();
    }

    private void isPrepared() throws InterruptedException {
      assertThat(stack.size("more")).isZero();
      stack.publisher().topicPublish("my-cache", "news", "m");
      stack.awaitIdle();
      assertThat(news.poll()).isPresent();
      stack.publisher().cacheSet("more", "a", "1", Duration.ofMinutes(1));
    }

    @Nested
    class Inner {
      Inner() {
        stack.createCache("inner");
      }

      @Test
      void three() throws InterruptedException {
        assertThat(stack.size("inner")).isZero();
        isPrepared();
      }
    }
  }

  @LocalMomentoTest(caches = "my-cache")
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {
    @Test
    void one(LocalMomentoStack stack) throws InterruptedException {
      startsEmpty(stack);
    }

    @Test
    void two(LocalMomentoStack stack) throws InterruptedException {
      startsEmpty(stack);
    }

    private static void startsEmpty(LocalMomentoStack stack) throws InterruptedException {
      assertThat(stack.size("my-cache")).isZero();
      stack.publisher().cacheSet("my-cache", "a", "1", Duration.ofMinutes(1));
      stack.awaitIdle();
    }
  }

  static class TwoExtensions {
    private static final List<LocalMomentoStack> STACKS = new ArrayList<>();

    @RegisterExtension
    static final LocalMomentoStackExtension ONE =
        new LocalMomentoStackExtension(TwoExtensions::start);

    @RegisterExtension
    static final LocalMomentoStackExtension TWO =
        new LocalMomentoStackExtension(TwoExtensions::start);

    private static LocalMomentoStack start() {
      LocalMomentoStack stack = LocalMomentoStack.start();
      STACKS.add(stack);
      return stack;
    }

    @Test
    void bothRun() {
      assertThat(STACKS).hasSize(2).doesNotHaveDuplicates();
    }
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
