package momento.eventbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;

/** What Spring Boot shows of a property whose value ended the start. */
public final class RefusedProperty {
  private RefusedProperty() {}

  /** A context that failed over that property, for a reason that satisfies. */
  public static ContextConsumer<AssertableApplicationContext> of(
      String property, Consumer<String> reason) {
    return context ->
        assertThat(context)
            .getFailure()
            .rootCause()
            .isInstanceOfSatisfying(
                InvalidConfigurationPropertyValueException.class,
                e -> {
                  assertThat(e.getName()).isEqualTo(property);
                  reason.accept(e.getReason());
                });
  }
}
