package dev.cuffline.endtoend;

import dev.cuffline.gateway.RealParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The packaged gateway behind the real launcher, in a folder of its own. The launcher takes it as
 * built: it must not build anew under the feet of the build that runs these tests.
 */
final class Packaged {
  private static final Path TARGET = Installation.REPOSITORY.resolve("gateway/target");
  private static final Path HOME = Path.of("target", "installation").toAbsolutePath();

  private Packaged() {}

  private static final class Once {
    private static final Path LAUNCHER = install();

    private Once() {}
  }

  /** The launcher; ends the test as skipped or failed when nothing is packaged. */
  static Path launcher() {
    if (!Files.isDirectory(TARGET.resolve("lib"))) {
      throw RealParts.missing("the gateway is not packaged: use ./cuffline test");
    }
    return Once.LAUNCHER;
  }

  private static Path install() {
    try {
      Path built = Files.createDirectories(HOME.resolve("gateway/target"));
      for (Path old : listed(built, "*.jar")) {
        Files.delete(old);
      }
      for (Path jar : listed(TARGET, "gateway-*.jar")) {
        link(built.resolve(jar.getFileName()), jar);
      }
      link(built.resolve("lib"), TARGET.resolve("lib"));
      link(HOME.resolve("config"), Installation.REPOSITORY.resolve("config"));
      Files.writeString(built.resolve(".built"), "");
      return Files.copy(
          Installation.REPOSITORY.resolve("cuffline"),
          HOME.resolve("cuffline"),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void link(Path name, Path target) throws IOException {
    Files.deleteIfExists(name);
    Files.createSymbolicLink(name, target);
  }

  private static List<Path> listed(Path folder, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      files.forEach(found::add);
    }
    return found;
  }
}
