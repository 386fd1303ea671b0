package dev.cuffline.gateway.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of one destination: of each resource type one is written to, until its day is over or
 * it is full; those before it are finished, and may be taken away.
 *
 * <p>{@code TYPE.STORE.DAY.ndjson}, and behind it {@code TYPE.STORE.DAY.2.ndjson} and so on: file
 * names carry the store's id, so that another store's files are never cut.
 *
 * <p>Not thread-safe.
 */
final class NdjsonFolder implements AutoCloseable {
  private final Path folder;
  private final String storeId;
  private final long rotateBytes;
  private final Pattern ours;
  private final Map<String, Part> written = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Long> ledger = new HashMap<>();

  NdjsonFolder(Path folder, String storeId, long rotateBytes) {
    this.folder = folder;
    this.storeId = storeId;
    this.rotateBytes = rotateBytes;
    this.ours =
        Pattern.compile(
            "([A-Za-z]+\\." + Pattern.quote(storeId) + "\\.\\d{8})(?:\\.(\\d{1,9}))?\\.ndjson");
  }

  /**
   * The file that a type is written to.
   *
   * @param series type, store and day
   * @param number from 1
   */
  private record Part(String series, int number, NdjsonFile file) {
    String name() {
      return name(series, number);
    }

    static String name(String series, int number) {
      return series + (number == 1 ? "" : "." + number) + ".ndjson";
    }
  }

  /**
   * Looks whether everything is there that was delivered, and changes nothing. A finished file that
   * somebody has taken away is no loss.
   *
   * @param lengths of this destination's files, as the ledger has them
   * @param today in UTC, {@code yyyymmdd}
   * @throws IOException when a file is shorter than the ledger says: something that was sent is
   *     gone, and only a person can say what to do
   */
  void check(Map<String, Long> lengths, String today) throws IOException {
    for (Map.Entry<String, Long> known : lengths.entrySet()) {
      Path file = folder.resolve(known.getKey());
      if (Files.exists(file) || !isFinished(known.getKey(), lengths.keySet(), today)) {
        NdjsonFile.check(file, known.getValue());
      }
    }
  }

  /** Its day is over, or another one comes after it. */
  private boolean isFinished(String name, Set<String> all, String today) {
    Place place = place(name);
    return place.day().compareTo(today) < 0
        || all.stream()
            .map(this::place)
            .anyMatch(
                other -> other.series().equals(place.series()) && place.number() < other.number());
  }

  private record Place(String series, int number) {
    String day() {
      return series.substring(series.lastIndexOf('.') + 1);
    }
  }

  private Place place(String name) {
    Matcher matcher = ours.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalStateException("the ledger has a file of another store: " + name);
    }
    return new Place(
        matcher.group(1), matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2)));
  }

  /**
   * Cuts off, after a crash or a store that failed, what the ledger does not know, so that it can
   * be sent anew: half a line, whole lines, whole files.
   *
   * @param lengths of this destination's files, as the ledger has them
   * @param today in UTC, {@code yyyymmdd}
   * @param others names of files that other destinations have written; they are not touched
   */
  void resume(Map<String, Long> lengths, String today, Set<String> others) throws IOException {
    close();
    check(lengths, today);
    ledger.clear();
    ledger.putAll(lengths);
    taken.clear();
    taken.addAll(others);
    for (Map.Entry<String, Long> known : lengths.entrySet()) {
      Path file = folder.resolve(known.getKey());
      if (Files.exists(file)) {
        NdjsonFile.open(file, known.getValue()).close();
      }
    }
    for (String name : names()) {
      if (!lengths.containsKey(name) && !others.contains(name)) {
        Files.delete(folder.resolve(name));
      }
    }
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> ours.matcher(name).matches())
          .toList();
    }
  }

  /**
   * Appends lines, in as many files as they need, and returns when they are on the disk.
   *
   * @param day in UTC, {@code yyyymmdd}
   * @return the new lengths of the files that were written, by their names
   */
  Map<String, Long> append(String type, String day, List<String> lines) throws IOException {
    Map<String, Long> lengths = new LinkedHashMap<>();
    Part part = part(type, day);
    long length = part.file().length();
    List<byte[]> together = new ArrayList<>();
    for (String line : lines) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      if (length > 0 && length + bytes.length > rotateBytes) {
        write(part, together, lengths);
        together.clear();
        part = next(type, part);
        length = 0;
      }
      together.add(bytes);
      length += bytes.length;
    }
    write(part, together, lengths);
    return lengths;
  }

  private void write(Part part, List<byte[]> lines, Map<String, Long> lengths) throws IOException {
    if (!lines.isEmpty()) {
      long length = part.file().append(lines);
      lengths.put(part.name(), length);
      ledger.put(part.name(), length);
    }
  }

  private Part part(String type, String day) throws IOException {
    String series = type + "." + storeId + "." + day;
    Part open = written.get(type);
    if (open != null && open.series().equals(series)) {
      return open;
    }
    int last = 1;
    for (String name : ledger.keySet()) {
      Place place = place(name);
      if (place.series().equals(series)) {
        last = Math.max(last, place.number());
      }
    }
    return open(type, series, last);
  }

  private Part next(String type, Part full) throws IOException {
    return open(type, full.series(), full.number() + 1);
  }

  /** The first from this number on that is no other destination's. */
  private Part open(String type, String series, int from) throws IOException {
    int number = from;
    while (taken.contains(Part.name(series, number))
        && !ledger.containsKey(Part.name(series, number))) {
      number++;
    }
    Part before = written.remove(type);
    if (before != null) {
      before.file().close();
    }
    String name = Part.name(series, number);
    long length = ledger.getOrDefault(name, 0L);
    Part opened = new Part(series, number, NdjsonFile.open(folder.resolve(name), length));
    written.put(type, opened);
    return opened;
  }

  /** Closes the files; what was appended is on the disk already. */
  @Override
  public void close() throws IOException {
    for (Part part : written.values()) {
      part.file().close();
    }
    written.clear();
  }
}
