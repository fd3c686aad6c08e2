package momento.eventbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class PropertiesTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(MomentoEventBridgeAutoConfiguration.class));

  @ParameterizedTest
  @CsvSource({
    "event-bus-name, a bus",
    "event-bus-name, ''",
    "endpoint-id, https://abcde.veo",
    "source, aws.events",
    "delivery-timeout, 500ms",
    "max-request-bytes, 2MB",
    "max-request-bytes, 5GB",
    "max-ttl, 500ms",
    "max-events-per-second, 0",
    "max-topic-message-bytes, 0B",
    "endpoint, 127.0.0.1",
    "async.max-in-flight-requests, 0",
    "async.linger, 11s",
    "async.max-buffered-events, 9",
    "async.max-buffered-bytes, 1023B",
    "async.block-when-full, 2h",
    "async.close-timeout, -1s",
  })
  void aValueThatTheLibraryRefusesEndsTheStartByItsPropertysName(String name, String value) {
    String property = "momento.eventbridge." + name;

    runner
        .withPropertyValues("momento.eventbridge.region=eu-west-1", property + "=" + value)
        .run(RefusedProperty.of(property, reason -> assertThat(reason).isNotBlank()));
  }

  @ParameterizedTest
  @CsvSource({
    "async.max-buffered-bytes, 999999B, lower maxRequestBytes",
    "async.linger, 10s, half or more of the delivery timeout"
  })
  void valuesThatContradictEachOtherEndTheStartToo(String name, String value, String reason) {
    String property = "momento.eventbridge." + name;

    runner
        .withPropertyValues(
            "momento.eventbridge.region=eu-west-1",
            "momento.eventbridge.delivery-timeout=20s",
            property + "=" + value)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                    .hasMessageContaining(property)
                    .hasMessageContaining(reason));
  }

  @Test
  void withoutARegionTheStartEndsAndSaysWhereToSetIt() {
    runner
        .withSystemProperties("aws.disableEc2Metadata=true", "aws.region=")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(MomentoEventException.class)
                    .hasMessageContaining("set momento.eventbridge.region"));
  }

  @ExtendWith(OutputCaptureExtension.class)
  @Test
  void anApplicationShowsThePropertyTheReasonAndWhereItIsSet(CapturedOutput output) {
    SpringApplication application = new SpringApplication(Application.class);

    assertThat(
            catchThrowable(
                () ->
                    application.run(
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--momento.eventbridge.region=eu-west-1",
                        "--momento.eventbridge.delivery-timeout=500ms")))
        .isNotNull();

    assertThat(output.getAll())
        .contains("APPLICATION FAILED TO START")
        .contains("momento.eventbridge.delivery-timeout")
        .contains("commandLineArgs")
        .contains("delivery-timeout is PT0.5S; give PT1S to PT1H");
  }

  @Test
  void theDefaultsAreThoseOfTheLibrary() throws ReflectiveOperationException {
    MomentoEventBridgeProperties defaults =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("momento.eventbridge", MomentoEventBridgeProperties.class);
    Map<String, Object> expected = builderFields();

    assertThat(values(defaults)).isSubsetOf(expected.entrySet());
    assertThat(values(defaults.async())).isSubsetOf(expected.entrySet());
  }

  @Test
  void everyPropertyHasADescriptionForEditors() throws IOException {
    try (InputStream metadata =
        getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      List<Map<String, Object>> properties =
          JsonPath.parse(Objects.requireNonNull(metadata)).read("$.properties");

      assertThat(properties)
          .hasSize(24)
          .allSatisfy(
              property ->
                  assertThat(property.get("description"))
                      .asString()
                      .as("%s", property.get("name"))
                      .endsWith(".")
                      // Spring's processor takes "@param endpointId" for "@param endpoint".
                      .doesNotContain("Id Id"));
    }
  }

  /** What the library's builder begins with, by field name; sizes as numbers. */
  private static Map<String, Object> builderFields() throws ReflectiveOperationException {
    MomentoEventAsyncPublisher.Builder builder = MomentoEventAsyncPublisher.builder();
    Map<String, Object> values = new HashMap<>();
    for (Class<?> type : List.of(builder.getClass(), builder.getClass().getSuperclass())) {
      for (Field field : type.getDeclaredFields()) {
        field.setAccessible(true);
        values.put(field.getName(), asNumber(field.get(builder)));
      }
    }
    if (Objects.equals(values.get("maxEventsPerSecond"), Double.POSITIVE_INFINITY)) {
      values.put("maxEventsPerSecond", null); // which a property that is not set says
    }
    // What no builder has.
    values.put("enabled", true);
    values.put("traceHeader", true);
    values.put("region", null);
    values.put("endpoint", null);
    return values;
  }

  private static List<Map.Entry<String, Object>> values(Record properties)
      throws ReflectiveOperationException {
    Map<String, Object> values = new HashMap<>();
    for (var component : properties.getClass().getRecordComponents()) {
      if (!component.getType().isRecord()) {
        values.put(component.getName(), asNumber(component.getAccessor().invoke(properties)));
      }
    }
    return List.copyOf(values.entrySet());
  }

  private static Object asNumber(Object value) {
    if (value instanceof DataSize size) {
      return size.toBytes();
    }
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}
}
