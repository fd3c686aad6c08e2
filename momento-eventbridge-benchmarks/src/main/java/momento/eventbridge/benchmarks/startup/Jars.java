package momento.eventbridge.benchmarks.startup;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import momento.eventbridge.benchmarks.JavaProcess;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * What a user's class path holds because of the client.
 *
 * @param ourBytes of the client's jar; 0 if the build has made none
 * @param dependencies what the client names as its dependencies, by artifact
 * @param allBytes with everything that the client depends on
 * @param eventBridgeBytes with everything that the SDK's EventBridge module depends on
 */
public record Jars(long ourBytes, List<String> dependencies, long allBytes, long eventBridgeBytes) {
  private static final String OURS = "momento-eventbridge-client";

  /** What the client has beyond the SDK's EventBridge module and what that brings. */
  private static final List<String> BEYOND_EVENTBRIDGE = List.of(OURS, "jackson-core", "jspecify");

  /** Of the benchmarks alone: no user gets these from the client. */
  private static final List<String> NOT_OF_USERS =
      List.of(
          "momento-eventbridge-benchmarks",
          "jackson-databind",
          "jackson-annotations",
          "picocli",
          "jmh-",
          "jopt-simple",
          "commons-math3",
          "slf4j-nop",
          "sts-",
          "aws-query-protocol",
          "jakarta.",
          "classes");

  /** Measures the jars of our own class path. */
  public static Jars measure() {
    List<Path> jars =
        Stream.of(JavaProcess.userClassPath(List.of()).split(File.pathSeparator))
            .map(Path::of)
            .filter(jar -> !startsWithAny(jar, NOT_OF_USERS))
            .toList();
    List<Path> ours = jars.stream().filter(jar -> startsWithAny(jar, List.of(OURS))).toList();
    return new Jars(
        bytes(ours.stream()),
        ours.isEmpty() ? List.of() : dependencies(ours.get(0)),
        bytes(jars.stream()),
        bytes(jars.stream().filter(jar -> !startsWithAny(jar, BEYOND_EVENTBRIDGE))));
  }

  /** By local names, because a POM has a namespace. */
  private static final String NOT_FOR_TESTS =
      "/*/*[local-name()='dependencies']/*[not(*[local-name()='scope'] = 'test')]"
          + "/*[local-name()='artifactId']";

  /** By the POM in the jar. */
  private static List<String> dependencies(Path jar) {
    try (FileSystem files = FileSystems.newFileSystem(jar);
        InputStream pom =
            Files.newInputStream(
                files.getPath("META-INF/maven/software.momento.java/" + OURS + "/pom.xml"))) {
      NodeList found =
          (NodeList)
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate(NOT_FOR_TESTS, new InputSource(pom), XPathConstants.NODESET);
      List<String> dependencies = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        dependencies.add(found.item(i).getTextContent());
      }
      return dependencies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XPathExpressionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean startsWithAny(Path jar, List<String> beginnings) {
    return beginnings.stream().anyMatch(jar.getFileName().toString()::startsWith);
  }

  private static long bytes(Stream<Path> jars) {
    return jars.mapToLong(
            jar -> {
              try {
                return Files.size(jar);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .sum();
  }
}
