package momento.eventbridge.samples.flinkbulkload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar, as a cluster gets it that knows nothing of it. */
class JobJarIT {
  private static final File JAR = new File(System.getProperty("job.jar", "not set"));

  /** What the job brings itself, and a cluster need not have. */
  private static final List<String> OF_THE_JOB =
      List.of(
          "momento-eventbridge", "/classes", "software/amazon", "/jackson-", "/netty-", "reactive");

  @Test
  void itRunsOnAFreshClusterBesideAnotherJacksonAndLeavesNoClassesBehind(@TempDir Path directory)
      throws Exception {
    Path input = Files.createDirectory(directory.resolve("input"));
    Files.writeString(input.resolve("items.csv"), "a,one\nb,\"two, quoted\"\n", UTF_8);
    Files.writeString(
        input.resolve("items.ndjson"), "{\"key\":\"c\",\"value\":\"three\"}\n", UTF_8);
    String printed;
    try (LocalMomentoStack stack = LocalMomentoStack.builder().caches("my-cache").start()) {
      printed =
          run(
              directory,
              FreshCluster.class.getName(),
              JAR.getPath(),
              "3",
              "--input",
              input.toUri().toString(),
              "--cache",
              "my-cache",
              "--region",
              "us-east-1",
              "--endpoint",
              stack.eventBridgeEndpoint().toString());
      stack.awaitIdle();

      assertThat(stack.get("my-cache", "a").orElseThrow().text()).isEqualTo("one");
      assertThat(stack.get("my-cache", "b").orElseThrow().text()).isEqualTo("two, quoted");
      assertThat(stack.get("my-cache", "c").orElseThrow().text()).isEqualTo("three");
      assertThat(stack.counts().accepted()).isEqualTo(9);
    }
    assertThat(printed).contains("run 3: finished", "class loaders left: 0");
  }

  @Test
  void itHasWhatAClusterLacksAndNothingElse() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      List<String> names = jar.stream().map(entry -> entry.getName()).toList();
      assertThat(names)
          .contains(
              "momento/eventbridge/flink/MomentoEventSink.class",
              "software/amazon/awssdk/services/eventbridge/EventBridgeAsyncClient.class",
              "META-INF/services/org.apache.flink.table.factories.Factory",
              "META-INF/services/software.amazon.awssdk.http.async.SdkAsyncHttpService");
      assertThat(names)
          .noneMatch(
              name ->
                  name.startsWith("org/apache/flink/")
                      || name.startsWith("org/slf4j/")
                      || name.startsWith("momento/eventbridge/local/"));
    }
  }

  /** Runs a main class of the tests with Flink, and a Jackson that cannot be used. */
  private static String run(Path directory, String... mainClassAndArguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("flink.opens", "").split(" ", -1)));
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-cp");
    command.add(unusableJackson(directory) + File.pathSeparator + classPathOfTheCluster());
    command.addAll(List.of(mainClassAndArguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  private static String classPathOfTheCluster() {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(own.split(File.pathSeparator, -1))
        .filter(
            entry ->
                OF_THE_JOB.stream()
                    .noneMatch(part -> entry.replace(File.separatorChar, '/').contains(part)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A class of Jackson's name that is nothing of the kind, as an old one could be. */
  private static Path unusableJackson(Path directory) throws IOException {
    Path source = directory.resolve("JsonFactory.java");
    Files.writeString(
        source, "package com.fasterxml.jackson.core; public class JsonFactory {}", UTF_8);
    Path classes = Files.createDirectory(directory.resolve("jackson"));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertThat(result).isZero();
    return classes;
  }
}
