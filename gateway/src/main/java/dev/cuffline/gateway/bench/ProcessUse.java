package dev.cuffline.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Memory and processor time of a process, by Linux's {@code /proc} (proc(5)). Empty elsewhere.
 *
 * @param pid whose
 */
record ProcessUse(long pid) {
  private static final long KIB = 1_024;

  /** {@code USER_HZ}, 100 on every Linux that Java 25 runs on. */
  private static final double TICKS_A_SECOND = 100.0;

  /** Fields 14 and 15 of proc(5), counted from field 3, which follows the name in brackets. */
  private static final int USER_TIME = 11;

  /** Resident set size, bytes. */
  OptionalLong residentBytes() {
    return status("VmRSS:");
  }

  /** The highest resident set size so far, bytes. */
  OptionalLong peakBytes() {
    return status("VmHWM:");
  }

  private OptionalLong status(String name) {
    try {
      return Files.readAllLines(file("status")).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
          .findFirst();
    } catch (IOException none) {
      return OptionalLong.empty();
    }
  }

  /** Seconds of processor time used so far, in user and system mode; 0 where nobody knows. */
  double processorSeconds() {
    try {
      String line = Files.readString(file("stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]))
          / TICKS_A_SECOND;
    } catch (IOException none) {
      return 0;
    }
  }

  private Path file(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
