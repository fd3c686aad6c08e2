package momento.eventbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What Spring makes of the beans at build time, for native images, is compiled and run. */
class AotTest {
  @Test
  void anApplicationRunsFromWhatIsGeneratedAtBuildTime(@TempDir Path folder) throws Exception {
    Path sources = folder.resolve("sources");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    DefaultGenerationContext generation =
        new DefaultGenerationContext(
            new ClassNameGenerator(ClassName.get(SmallApplication.class)),
            new FileSystemGeneratedFiles(
                kind ->
                    switch (kind) {
                      case SOURCE -> sources;
                      case RESOURCE, CLASS -> classes;
                    }));
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(SmallApplication.class);
    ClassName initializer =
        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
    generation.writeGeneratedContent();
    compile(sources, classes);

    assertThat(initializer.reflectionName())
        .isEqualTo(SmallApplication.class.getName() + "__ApplicationContextInitializer");
    assertThat(SmallApplication.runOn(List.of("no-jar"), List.of(classes), "runGenerated"))
        .isEqualTo("published");
    assertThat(RuntimeHintsPredicates.reflection().onType(MomentoEventBridgeProperties.Async.class))
        .accepts(generation.getRuntimeHints());
  }

  private static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null);
        var paths = Files.walk(sources)) {
      List<Path> java = new ArrayList<>(paths.filter(Files::isRegularFile).toList());
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(java);
      List<String> options = List.of("-d", classes.toString(), "-proc:none", "-nowarn");
      assertThat(compiler.getTask(null, files, null, options, null, units).call()).isTrue();
    }
  }
}
