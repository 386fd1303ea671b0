package dev.cuffline.gateway;

import dev.cuffline.gateway.delivery.fhir.SmartKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fhir key}: a private key for SMART Backend Services, readable by its owner alone. */
@Command(
    name = "key",
    description =
        "Makes a private key for a destination with auth smart, and prints its public half.",
    mixinStandardHelpOptions = true)
final class FhirKeyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Where the private key is written; a new file.")
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private Path file;

  @Option(
      names = "--algorithm",
      paramLabel = "ALG",
      defaultValue = "ES384",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private SmartKey.Kind algorithm = SmartKey.Kind.ES384;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    SmartKey key = SmartKey.generate(algorithm);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, key.privateJson() + "\n", StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException there) {
      err.println(file + " is there already: a key is never replaced, name another file");
      return ExitCode.WRONG_USAGE;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(SmartKey.publicSet(List.of(key)));
    out.flush();
    return ExitCode.FINE;
  }
}
