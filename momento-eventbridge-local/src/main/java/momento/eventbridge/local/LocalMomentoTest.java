package momento.eventbridge.local;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that gets a {@link LocalMomentoStack} for its constructor, its methods and its
 * lifecycle methods. There is one stack for the class, closed after its last test. Nested classes
 * share it, unless they have this annotation themselves and with it a stack of their own.
 *
 * <p>Each test finds the stack {@linkplain LocalMomentoStack#reset() as it started}: it is reset
 * before the test's instance is made, so that the constructor and {@code @BeforeEach} methods can
 * prepare it. What {@code @BeforeAll} methods did to it is gone by then. Where all tests of a class
 * share an instance ({@code PER_CLASS}), it is reset just before {@code @BeforeEach} methods.
 *
 * <pre>{@code
 * @LocalMomentoTest(caches = "my-cache")
 * class CheckoutTest {
 *   @Test
 *   void storesThePrice(LocalMomentoStack stack) throws Exception {
 *     new Checkout(stack.publisher()).run();
 *     stack.awaitIdle();
 *     assertThat(stack.get("my-cache", "price")).isPresent();
 *   }
 * }
 * }</pre>
 *
 * <p>The tests of one class must not run at the same time, because they share the stack.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalMomentoStackExtension.class)
@SuppressWarnings("exports") // of JUnit, which whoever has this annotation requires itself
public @interface LocalMomentoTest {
  /**
   * The caches that every test finds, empty.
   *
   * @return their names
   */
  String[] caches() default {};
}
