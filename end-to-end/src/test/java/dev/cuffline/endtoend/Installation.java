package dev.cuffline.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A folder with the real launcher in it, among stand-ins for JDKs and the build that say what they
 * were asked to do. The launcher sees no other environment than the one given.
 */
final class Installation {
  /** Surefire runs in the module's folder. */
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;

  /** What a run printed and how it ended. */
  record Outcome(long pid, int exit, String out, String err) {}

  Installation(Path folder) throws IOException {
    this.folder = folder;
    for (String module : List.of("rules-core", "fhir-mapper", "gateway")) {
      Files.createDirectories(home().resolve(module).resolve("src/main"));
      Files.writeString(home().resolve(module).resolve("pom.xml"), "");
    }
    Files.createDirectories(home().resolve(".mvn"));
    Files.writeString(home().resolve("pom.xml"), "");
    program(home().resolve("cuffline"), Files.readString(REPOSITORY.resolve("cuffline")));
    program(
        home().resolve("mvnw"),
        """
        #!/bin/sh
        echo "$JAVA_HOME: $*" >>build-calls
        [ -f break-the-build ] && { echo "[ERROR] a planted mistake"; exit 1; }
        echo "[INFO] Building rules-core 1   [1/2]"
        echo "[INFO] Building gateway 1   [2/2]"
        mkdir -p gateway/target/lib
        : >gateway/target/gateway-1.jar
        """);
  }

  Path home() {
    return folder.resolve("home dir");
  }

  /** How often it was built. */
  int builds() throws IOException {
    Path calls = home().resolve("build-calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  /** Makes a stand-in for a JDK, which states this version when it is asked. */
  Path jdk(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    program(
        jdk.resolve("bin/java"),
        """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo 'Picked up JAVA_TOOL_OPTIONS: -Dwhatever' >&2
          echo 'openjdk version "%s" 2026-01-20' >&2
          exit 0
        fi
        echo "JDK %s"
        echo "process $$"
        for argument in "$@"; do echo "<$argument>"; done
        """
            .formatted(version, name));
    return jdk;
  }

  /** Runs the launcher under the system's sh. */
  Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    return run(home().resolve("cuffline"), folder, environment, arguments);
  }

  static Outcome run(
      Path launcher, Path workingDirectory, Map<String, String> environment, String... arguments)
      throws Exception {
    Path out = Files.createTempFile("cuffline", ".out");
    Path err = Files.createTempFile("cuffline", ".err");
    var command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(new TreeMap<>(Map.of("PATH", "/usr/bin:/bin", "HOME", "/none")));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the launcher did not end: " + Files.readString(err));
      }
      return new Outcome(
          process.pid(), process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
