package dev.cuffline.gateway.journal;

import dev.cuffline.gateway.journal.SqliteJournalFile.Synchronous;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;

/**
 * A process that appends, and acknowledges each completed append with one write system call of its
 * own: {@code ACK id}, or {@code NAK id reason}. It goes on after failures, as senders do.
 *
 * <p>Arguments: journal folder, acknowledgement file, how many, how many in flight, synchronous.
 */
final class JournalLoad {
  static final String ID_FORMAT = "P1-%06d";

  private JournalLoad() {}

  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    int count = Integer.parseInt(arguments[2]);
    int inFlight = Integer.parseInt(arguments[3]);
    var permits = new Semaphore(inFlight);
    try (var acks =
            FileChannel.open(
                Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        var journal =
            SqliteJournal.open(
                folder,
                JournalSettings.DEFAULTS,
                new SimpleMeterRegistry(),
                Synchronous.valueOf(arguments[4]))) {
      for (int i = 0; i < count; i++) {
        permits.acquire();
        String id = ID_FORMAT.formatted(i);
        var _ =
            journal
                .append(Transmissions.withId(id))
                .whenComplete((_, fault) -> {
                  write(acks, line(id, fault));
                  permits.release();
                });
      }
      permits.acquire(inFlight);
    }
  }

  private static String line(String id, @org.jspecify.annotations.Nullable Throwable fault) {
    return fault == null ? "ACK " + id + "\n" : "NAK " + id + " " + fault.getMessage() + "\n";
  }

  private static void write(FileChannel acks, String line) {
    try {
      acks.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
