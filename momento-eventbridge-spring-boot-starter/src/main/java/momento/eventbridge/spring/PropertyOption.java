package momento.eventbridge.spring;

import java.util.function.Consumer;
import momento.eventbridge.EventValidationException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Sets an option from a property, so that a value which is refused is reported as the property. */
final class PropertyOption {
  private PropertyOption() {}

  /** Sets it, unless the property is not there. */
  static <T> void set(String name, @Nullable T value, Consumer<T> option) {
    if (value == null) {
      return;
    }
    try {
      option.accept(value);
    } catch (EventValidationException e) {
      throw refused(name, value, e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw refused(name, value, e.getMessage()); // the SDK's two ways to say so
    }
  }

  /** What Spring Boot shows together with the place where the property is set. */
  static InvalidConfigurationPropertyValueException refused(
      String name, Object value, EventValidationException e) {
    return refused(name, value, name + " " + e.rule());
  }

  private static InvalidConfigurationPropertyValueException refused(
      String name, Object value, @Nullable String reason) {
    return new InvalidConfigurationPropertyValueException(
        MomentoEventBridgeProperties.PREFIX + "." + name, value, reason);
  }
}
