import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Compares a module's public API, its descriptor included, as javap shows it, with the api.txt in git, so that each
 * change of it is seen in a diff. Usage: java PublicApi.java CLASSES API-FILE check|write
 */
final class PublicApi {
  private PublicApi() {}

  public static void main(String[] args) throws IOException {
    Path classes = Path.of(args[0]);
    Path file = Path.of(args[1]);
    List<String> now = declarations(classes);
    if (args[2].equals("write")) {
      Files.write(file, now);
      return;
    }
    List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
    if (!now.equals(before)) {
      System.err.println("The public API differs from " + file + ":");
      before.stream().filter(line -> !now.contains(line)).forEach(line -> System.err.println("- " + line));
      now.stream().filter(line -> !before.contains(line)).forEach(line -> System.err.println("+ " + line));
      System.err.println("If that is meant, run the build with -Dapi=write and commit the file.");
      System.exit(1);
    }
  }

  private static List<String> declarations(Path classes) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-protected"));
    try (Stream<Path> files = Files.walk(classes)) {
      files.filter(PublicApi::isOfTheApi).sorted().map(Path::toString).forEach(arguments::add);
    }
    StringWriter text = new StringWriter();
    int status =
        ToolProvider.findFirst("javap")
            .orElseThrow()
            .run(new PrintWriter(text), new PrintWriter(System.err), arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IOException("javap ended with " + status);
    }
    return ofPublicTypes(text.toString().lines().toList());
  }

  /** Internal packages are public only for the other packages of their module. */
  private static boolean isOfTheApi(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".class") && !path.contains("/internal/") && !path.endsWith("package-info.class");
  }

  private static List<String> ofPublicTypes(List<String> lines) {
    List<String> kept = new ArrayList<>();
    boolean inPublicType = false;
    for (String line : lines) {
      boolean opensType = line.endsWith("{");
      if (opensType) {
        inPublicType = line.startsWith("public ") || line.startsWith("protected ") || line.startsWith("module ");
      }
      if (inPublicType && !line.startsWith("Compiled from")) {
        kept.add(line.replaceFirst("^(module [^@]*)@.* ", "$1 ")); // without the version
      }
    }
    return kept;
  }
}
