package momento.eventbridge.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.PropertyMapping;

/**
 * Starts a local stack with the application of a Spring Boot test and sends the publishers' events
 * there, whatever clients the application has. The stack is a bean, {@link
 * momento.eventbridge.local.LocalMomentoStack}:
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureLocalMomento(caches = "my-cache")
 * class CheckoutTest {
 *   @Test
 *   void storesThePrice(@Autowired Checkout checkout, @Autowired LocalMomentoStack stack) throws Exception {
 *     checkout.run();
 *     stack.awaitIdle();
 *     assertThat(stack.get("my-cache", "price")).isPresent();
 *   }
 * }
 * }</pre>
 *
 * <p>Beside the starter it needs {@code software.momento.java:momento-eventbridge-local} in scope
 * {@code test}.
 *
 * <p>The stack lives as long as the application context, which Spring keeps for the next test class
 * with the same settings, and is {@linkplain momento.eventbridge.local.LocalMomentoStack#reset()
 * reset} before each test, what the application published at its start included. Events that an
 * asynchronous publisher still holds from one test reach the stack in the next: let a test wait for
 * its own.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@PropertyMapping("momento.eventbridge.local")
public @interface AutoConfigureLocalMomento {
  /**
   * Whether events go to a local stack.
   *
   * @return {@code false} to switch off what a superclass has switched on
   */
  boolean enabled() default true;

  /**
   * The caches that every test finds, empty.
   *
   * @return their names
   */
  String[] caches() default {};
}
