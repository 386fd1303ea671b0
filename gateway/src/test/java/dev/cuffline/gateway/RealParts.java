package dev.cuffline.gateway;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.opentest4j.TestAbortedException;

/**
 * Programs that a test needs and a machine may lack. The test is then skipped with its reason; on
 * the build server (environment {@code CI=true}) it fails instead.
 */
public final class RealParts {
  private RealParts() {}

  /** Where the program is; ends the test as skipped or failed when it is nowhere. */
  public static Path require(String program, String debianPackage) {
    // Debian keeps servers out of the PATH of ordinary users.
    String folders = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    return Arrays.stream(folders.split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> missing(program + " is not installed (Debian: " + debianPackage + ")"));
  }

  /** To be thrown: skips the test for this reason. Fails it instead on the build server. */
  public static TestAbortedException missing(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason);
    }
    return new TestAbortedException(reason);
  }
}
