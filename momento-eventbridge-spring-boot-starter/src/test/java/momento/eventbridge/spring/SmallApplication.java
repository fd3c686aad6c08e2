package momento.eventbridge.spring;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import momento.eventbridge.MomentoEventAsyncPublisher;
import momento.eventbridge.MomentoEventPublisher;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** An application that publishes one event each way, on a class path of the test's choice. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SmallApplication {
  private static final Pattern VERSION = Pattern.compile("-[0-9].*");

  @Bean
  FakeEventBridge eventBridge() {
    return new FakeEventBridge();
  }

  @Bean
  EventBridgeClient client(FakeEventBridge eventBridge) {
    return eventBridge.client();
  }

  @Bean
  EventBridgeAsyncClient asyncClient(FakeEventBridge eventBridge) {
    return eventBridge.asyncClient();
  }

  /** Called on the other class path, by name. */
  public static String run() {
    SpringApplication application = new SpringApplication(SmallApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    try (ConfigurableApplicationContext context = application.run()) {
      return publish(context);
    }
  }

  /** The same from what was generated at build time: nothing is read from annotations then. */
  public static String runGenerated() throws ReflectiveOperationException {
    Class<?> initializer =
        Class.forName(SmallApplication.class.getName() + "__ApplicationContextInitializer");
    try (GenericApplicationContext context = new GenericApplicationContext()) {
      initializer
          .getMethod("initialize", GenericApplicationContext.class)
          .invoke(initializer.getDeclaredConstructor().newInstance(), context);
      context.refresh();
      return publish(context);
    }
  }

  private static String publish(ApplicationContext context) {
    context.getBean(MomentoEventPublisher.class).cacheDelete("my-cache", "key");
    context.getBean(MomentoEventAsyncPublisher.class).cacheDelete("my-cache", "key").join();
    int published = context.getBean(FakeEventBridge.class).entries.size();
    return published == 2 ? "published" : "published only " + published;
  }

  /**
   * Runs it in a class loader that has this class path but for some jars.
   *
   * @param withoutJars patterns for their names, without version and ending; or for a module's
   *     folder
   * @param first folders that come before the class path
   * @param method which of the above
   */
  static String runOn(List<String> withoutJars, List<Path> first, String method) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path folder : first) {
      urls.add(folder.toUri().toURL());
    }
    Pattern without = Pattern.compile(String.join("|", withoutJars));
    for (String entry : classPath().toList()) {
      if (!without.matcher(name(entry)).matches()) {
        urls.add(url(entry));
      }
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      return (String)
          loader.loadClass(SmallApplication.class.getName()).getMethod(method).invoke(null);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Stream<String> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  /** A jar's artifact, or the module whose classes folder this is. */
  private static String name(String entry) {
    Path path = Path.of(entry);
    return entry.endsWith(".jar")
        ? VERSION.matcher(path.getFileName().toString()).replaceFirst("")
        : path.getName(path.getNameCount() - 3).toString();
  }

  private static URL url(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }
}
