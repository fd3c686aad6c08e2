package momento.eventbridge.spring.test;

import momento.eventbridge.local.LocalMomentoStack;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Brings the local stack back to where it started, before each test. */
final class LocalMomentoResetListener implements TestExecutionListener {
  LocalMomentoResetListener() {}

  @Override
  public void beforeTestMethod(TestContext test) throws InterruptedException {
    AutoConfigureLocalMomento annotation =
        TestContextAnnotationUtils.findMergedAnnotation(
            test.getTestClass(), AutoConfigureLocalMomento.class);
    if (annotation != null && annotation.enabled()) {
      test.getApplicationContext().getBean(LocalMomentoStack.class).reset();
    }
  }
}
