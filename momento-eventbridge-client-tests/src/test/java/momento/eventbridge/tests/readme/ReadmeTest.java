package momento.eventbridge.tests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each block of Java in the README and in docs stands, line for line but for its indentation, in a
 * file that the build compiles: this package and the tests of the modules run them.
 */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TestFactory
  Stream<DynamicTest> eachBlockOfJavaIsCompiled() throws IOException {
    List<String> sources = sources();
    assertThat(sources).hasSizeGreaterThan(100);
    List<DynamicTest> blocks = new ArrayList<>();
    for (Path page : pages()) {
      BLOCK
          .matcher(Files.readString(page))
          .results()
          .map(block -> block.group(1))
          .forEach(
              block ->
                  blocks.add(
                      DynamicTest.dynamicTest(
                          page.getFileName() + ": " + block.lines().findFirst().orElse(""),
                          () ->
                              assertThat(sources)
                                  .as("sources with this block:%n%s", block)
                                  .anyMatch(source -> contains(source, block)))));
    }
    assertThat(blocks).hasSizeGreaterThan(5);
    return blocks.stream();
  }

  /** Imports may stand apart from the rest. */
  private static boolean contains(String source, String block) {
    String imports = block.lines().filter(ReadmeTest::isImport).collect(Collectors.joining("\n"));
    String code =
        block.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n")).strip();
    return source.contains(flat(code)) && imports.lines().allMatch(source::contains);
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }

  private static String flat(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              docs.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(ReadmeTest::isSource).toList()) {
        sources.add(flat(Files.readString(file)));
      }
    }
    return sources;
  }

  private static boolean isSource(Path file) {
    String name = file.toString().replace('\\', '/');
    return name.endsWith(".java") && name.contains("/src/") && !name.contains("/target/");
  }
}
