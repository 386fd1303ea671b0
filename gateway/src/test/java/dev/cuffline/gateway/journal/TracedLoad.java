package dev.cuffline.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.RealParts;
import dev.cuffline.gateway.journal.SqliteJournalFile.Synchronous;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@link JournalLoad} as a child process under strace, in a folder of the test. */
final class TracedLoad {
  private static final String SYSTEM_CALLS =
      "fdatasync,fsync,sync_file_range,write,pwrite64,writev,pwritev";

  private final Path folder;

  TracedLoad(Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  /** The WAL as the kernel names it. */
  Path wal() {
    return folder.resolve(SqliteJournalFile.NAME + "-wal");
  }

  /** Runs to its end and returns the trace of all threads, in the order of events. */
  List<String> trace(int count, int inFlight, Synchronous synchronous)
      throws IOException, InterruptedException {
    run(
        List.of("-y", "-s", "8192", "-e", "trace=" + SYSTEM_CALLS),
        List.of(Integer.toString(count), Integer.toString(inFlight), synchronous.name()));
    return Files.readAllLines(folder.resolve("trace"), StandardCharsets.ISO_8859_1);
  }

  /**
   * Runs to its end with faults planted into the system calls on the WAL.
   *
   * @param injection in strace's words, for example {@code fdatasync:error=EIO:when=5}
   * @return what the child acknowledged and refused, in order
   */
  List<String> acknowledgements(int count, int inFlight, String injection)
      throws IOException, InterruptedException {
    run(
        List.of("-P", wal().toString(), "-e", "inject=" + injection),
        List.of(Integer.toString(count), Integer.toString(inFlight), Synchronous.FULL.name()));
    return Files.readAllLines(folder.resolve("acks"));
  }

  private void run(List<String> tracing, List<String> load)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(RealParts.require("strace", "strace").toString());
    command.addAll(List.of("-f", "-o", folder.resolve("trace").toString()));
    command.addAll(tracing);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            JournalLoad.class.getName(),
            folder.toString(),
            folder.resolve("acks").toString()));
    command.addAll(load);
    Path output = folder.resolve("output");
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = child.waitFor(120, TimeUnit.SECONDS);
    child.destroyForcibly();
    String said = Files.readString(output);
    if (said.contains("ptrace") && said.contains("Operation not permitted")) {
      throw RealParts.missing("strace may not trace here: ptrace is not permitted");
    }
    assertThat(ended).as("the child ended by itself").isTrue();
    assertThat(child.exitValue()).as(said).isZero();
  }
}
