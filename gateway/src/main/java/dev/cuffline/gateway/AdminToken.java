package dev.cuffline.gateway;

import dev.cuffline.gateway.access.ApiTokens;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The first token of the API, written where only the owner of the data folder can read it. */
final class AdminToken {
  private static final String FILE = "admin-token";

  private AdminToken() {}

  static Path file(Path dataFolder) {
    return dataFolder.resolve(FILE);
  }

  /** Makes the token when the store has none yet. */
  static void ensure(ApiTokens tokens, Path dataFolder) throws IOException {
    Optional<String> made = tokens.createInitial("first start").join();
    if (made.isEmpty()) {
      return;
    }
    Path file = file(dataFolder);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException leftOver) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(file, made.get() + "\n", StandardOpenOption.TRUNCATE_EXISTING);
  }
}
