package momento.eventbridge.local;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives JUnit tests a {@link LocalMomentoStack}, as {@link LocalMomentoTest} describes; needs JUnit
 * 6.0 or newer. Register it yourself to choose the stack's options:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LocalMomentoStackExtension MOMENTO =
 *     new LocalMomentoStackExtension(() -> LocalMomentoStack.builder().caches("my-cache").start());
 * }</pre>
 *
 * <p>Each extension that is registered so has a stack of its own. With more than one of them JUnit
 * cannot tell which one a parameter is for, so let their suppliers keep what they start.
 */
@SuppressWarnings("exports") // of JUnit, which whoever has this extension requires itself
public final class LocalMomentoStackExtension
    implements ParameterResolver, TestInstancePreConstructCallback, BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(LocalMomentoStackExtension.class);

  private final @Nullable Supplier<LocalMomentoStack> start;

  /** For JUnit, which makes the extension of an annotation itself. */
  public LocalMomentoStackExtension() {
    this.start = null;
  }

  /**
   * With a stack of one's own choice.
   *
   * @param start starts the stack; called once, before the first test or as soon as a constructor
   *     or lifecycle method has it as a parameter, whether or not any test does
   */
  public LocalMomentoStackExtension(Supplier<LocalMomentoStack> start) {
    this.start = start;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalMomentoStack.class;
  }

  @Override
  public LocalMomentoStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context).stack;
  }

  /** Resets before the constructor, so that what it prepares is there for the test. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext instance, ExtensionContext context) throws InterruptedException {
    Shared shared = shared(context);
    // The constructors of nested classes follow that of the class whose stack they share.
    if (instance.getTestClass() == shared.testClass || !shared.isFresh) {
      shared.stack.reset();
      shared.isFresh = true;
    }
  }

  /** Resets where no constructor belongs to the test. */
  @Override
  public void beforeEach(ExtensionContext context) throws InterruptedException {
    Shared shared = shared(context);
    boolean ownInstance =
        context.getTestInstanceLifecycle().filter(Lifecycle.PER_METHOD::equals).isPresent();
    if (!ownInstance || !shared.isFresh) {
      shared.stack.reset();
    }
    shared.isFresh = false;
  }

  private Shared shared(ExtensionContext context) {
    ExtensionContext home = home(context);
    Class<?> testClass = home.getRequiredTestClass();
    // A store finds what those of enclosing classes keep, so the key has to say whose it is.
    Object key = start == null ? testClass : this;
    return home.getStore(NAMESPACE)
        .computeIfAbsent(key, absent -> new Shared(testClass, start(testClass)), Shared.class);
  }

  /**
   * Which class keeps the stack: of the requesting one and those around it, the nearest one with
   * the annotation, or else the outermost one. Nested classes share it; JUnit closes what it keeps.
   */
  private ExtensionContext home(ExtensionContext context) {
    ExtensionContext home = context;
    Optional<ExtensionContext> next = Optional.of(context);
    while (next.isPresent() && next.get().getTestClass().isPresent()) {
      Class<?> testClass = next.get().getRequiredTestClass();
      if (annotation(home).isPresent() && testClass != home.getRequiredTestClass()) {
        return home;
      }
      home = next.get();
      next = home.getParent();
    }
    return home;
  }

  /** A supplier has no annotation to look for. */
  private Optional<LocalMomentoTest> annotation(ExtensionContext context) {
    return start == null
        ? AnnotationSupport.findAnnotation(context.getRequiredTestClass(), LocalMomentoTest.class)
        : Optional.empty();
  }

  private LocalMomentoStack start(Class<?> testClass) {
    if (start != null) {
      return start.get();
    }
    String[] caches =
        AnnotationSupport.findAnnotation(testClass, LocalMomentoTest.class)
            .map(LocalMomentoTest::caches)
            .orElseGet(() -> new String[0]);
    return LocalMomentoStack.builder().caches(caches).start();
  }

  /** A stack that the tests of a class and of its nested ones share, one test after another. */
  private static final class Shared implements AutoCloseable {
    private final Class<?> testClass;
    private final LocalMomentoStack stack;
    // Whether it was reset for a test that has not begun yet.
    private boolean isFresh;

    Shared(Class<?> testClass, LocalMomentoStack stack) {
      this.testClass = testClass;
      this.stack = stack;
    }

    @Override
    public void close() {
      stack.close();
    }
  }
}
