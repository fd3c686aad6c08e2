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
 * lifecycle methods. There is one stack for the class, reset before each test, and closed after the
 * last one.
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
public @interface LocalMomentoTest {
  /**
   * The caches that every test finds, empty.
   *
   * @return their names
   */
  String[] caches() default {};
}
