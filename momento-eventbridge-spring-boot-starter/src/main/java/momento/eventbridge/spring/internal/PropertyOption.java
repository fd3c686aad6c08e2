package momento.eventbridge.spring.internal;

import java.util.function.Consumer;
import momento.eventbridge.EventValidationException;
import momento.eventbridge.spring.MomentoEventBridgeProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Sets an option from a property, so that a value which is refused is reported as the property. */
public final class PropertyOption {
  private PropertyOption() {}

  /** Sets it, unless the property is not there. */
  public static <T> void set(String name, @Nullable T value, Consumer<T> option) {
    if (value == null) {
      return;
    }
    try {
      option.accept(value);
    } catch (EventValidationException e) {
      throw refused(name, value, e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw refused(name, value, e.getMessage()); // the ways of the SDK and the local stack
    }
  }

  /** What Spring Boot shows together with the place where the property is set. */
  public static InvalidConfigurationPropertyValueException refused(
      String name, Object value, EventValidationException e) {
    return refused(name, value, name + " " + e.rule());
  }

  private static InvalidConfigurationPropertyValueException refused(
      String name, Object value, @Nullable String reason) {
    return new InvalidConfigurationPropertyValueException(
        MomentoEventBridgeProperties.PREFIX + "." + name, value, reason);
  }
}
