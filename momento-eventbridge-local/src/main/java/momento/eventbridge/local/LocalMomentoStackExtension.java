package momento.eventbridge.local;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives JUnit tests a {@link LocalMomentoStack}, as {@link LocalMomentoTest} describes. Register it
 * yourself to choose the stack's options:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LocalMomentoStackExtension MOMENTO =
 *     new LocalMomentoStackExtension(() -> LocalMomentoStack.builder().caches("my-cache").start());
 * }</pre>
 */
public final class LocalMomentoStackExtension implements ParameterResolver, BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(LocalMomentoStackExtension.class);

  private final @Nullable Supplier<LocalMomentoStack> start;

  /** For JUnit, which makes the extension of an annotation itself. */
  public LocalMomentoStackExtension() {
    this.start = null;
  }

  /**
   * With a stack of one's own choice.
   *
   * @param start starts the stack; called once for each test class, if a test asks for it
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
    return stack(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws InterruptedException {
    stack(context).reset();
  }

  private LocalMomentoStack stack(ExtensionContext context) {
    // The outermost class keeps it, so that nested classes share it; JUnit closes what it keeps.
    ExtensionContext outermost = context;
    while (outermost.getParent().filter(parent -> parent.getTestClass().isPresent()).isPresent()) {
      outermost = outermost.getParent().orElseThrow();
    }
    Store store = outermost.getStore(NAMESPACE);
    Class<?> testClass = outermost.getRequiredTestClass();
    return store.computeIfAbsent(
        LocalMomentoStack.class, key -> start(testClass), LocalMomentoStack.class);
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
}
