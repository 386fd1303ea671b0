package dev.cuffline.gateway.web.pages.system;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the data folder holds, and what room there is. */
final class Storage {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final int STEP = 1_024;

  private Storage() {}

  /** The databases with their logs, and everything else by its folder. */
  static List<SystemView.File> files(Path folder) {
    Map<String, Long> sizes = new TreeMap<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sizes.merge(name(folder.relativize(file)), attributes.size(), Long::sum);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) {
              return FileVisitResult.CONTINUE; // gone meanwhile
            }
          });
    } catch (IOException unreadable) {
      return List.of(new SystemView.File("data folder", "cannot be read"));
    }
    List<SystemView.File> files = new ArrayList<>();
    sizes.forEach((name, size) -> files.add(new SystemView.File(name, size(size))));
    return List.copyOf(files);
  }

  private static String name(Path file) {
    String first = file.getName(0).toString();
    if (file.getNameCount() > 1) {
      return first + "/";
    }
    return first.startsWith("journal.db")
        ? "journal.db with its log"
        : first.startsWith("store.db") ? "store.db with its log" : "other files";
  }

  /** Room on its disk; {@code —} when that cannot be told. */
  static String free(Path folder) {
    try {
      return size(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException unknown) {
      return "— the disk does not say";
    }
  }

  static String size(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= STEP && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.US, "%.1f %s", size, UNITS[unit]);
  }
}
