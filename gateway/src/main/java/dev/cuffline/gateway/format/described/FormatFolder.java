package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.yaml.BadYamlException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The format files of folders. A file in a later folder takes the place of one with the same name
 * in an earlier one: an installation's own folder adds to what comes with Cuffline.
 */
public final class FormatFolder {
  private FormatFolder() {}

  /**
   * Every format: those written in Java, and the files.
   *
   * @throws BadYamlException when a folder or a file cannot be used; then none is
   */
  public static Formats read(Collection<Path> folders, PlausibilityLimits limits) {
    return new Formats(limits, files(folders, limits));
  }

  /** The formats that the files of the folders describe. */
  public static List<DescribedFormat> files(Collection<Path> folders, PlausibilityLimits limits) {
    Map<String, DescribedFormat> byName = new LinkedHashMap<>();
    for (Path folder : folders) {
      for (Path file : list(folder)) {
        DescribedFormat format = FormatFile.read(file, limits);
        byName.put(format.name(), format);
      }
    }
    return List.copyOf(byName.values());
  }

  private static Collection<Path> list(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + FormatFile.SUFFIX)) {
      TreeSet<Path> sorted = new TreeSet<>();
      files.forEach(sorted::add);
      return sorted;
    } catch (IOException unreadable) {
      throw new BadYamlException(
          folder + ": the format files cannot be read; check the setting formats", unreadable);
    }
  }
}
