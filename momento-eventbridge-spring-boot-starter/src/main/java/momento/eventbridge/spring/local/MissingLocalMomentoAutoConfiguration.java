package momento.eventbridge.spring.local;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Ends a start that asks for a local stack without having one: its events would go to AWS. */
@AutoConfiguration
@ConditionalOnBooleanProperty("momento.eventbridge.local.enabled")
@ConditionalOnMissingClass("momento.eventbridge.local.LocalMomentoStack")
final class MissingLocalMomentoAutoConfiguration {
  MissingLocalMomentoAutoConfiguration() {
    throw new InvalidConfigurationPropertyValueException(
        "momento.eventbridge.local.enabled",
        true,
        "The local stack is not on the class path: add"
            + " software.momento.java:momento-eventbridge-local, or events would go to AWS.");
  }
}
