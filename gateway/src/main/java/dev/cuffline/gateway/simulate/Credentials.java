package dev.cuffline.gateway.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The secrets of simulated cuffs, by login. Its {@code toString} shows none. */
public final class Credentials {
  private final Map<String, String> secrets = new LinkedHashMap<>();

  /** None yet. */
  public Credentials() {}

  /** Adds one. */
  public void put(String login, String secret) {
    secrets.put(login, secret);
  }

  /** The secret of a login. */
  String secretOf(String login) throws IOException {
    String secret = secrets.get(login);
    if (secret == null) {
      throw new IOException(
          "no secret is known for " + login + ": enrol it with --enrol, or name --credentials");
    }
    return secret;
  }

  /** Reads lines of {@code login,secret}. */
  public static Credentials read(Path file) throws IOException {
    Credentials read = new Credentials();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String[] sides = lines.get(i).strip().split(",", -1);
      if (sides.length != 2 || sides[0].isEmpty() || sides[1].isEmpty()) {
        throw new IOException(file + " line " + (i + 1) + ": expected login,secret");
      }
      read.put(sides[0], sides[1]);
    }
    return read;
  }

  /** Writes them, readable by the owner alone, so that a later run needs no new ones. */
  public void write(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        file, secrets.entrySet().stream().map(e -> e.getKey() + "," + e.getValue()).toList());
  }

  @Override
  public String toString() {
    return "Credentials[" + secrets.size() + "]";
  }
}
