package dev.cuffline.gateway;

import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.intake.Judging;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.web.FormatFiles;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes changed format files into a running gateway, all of them or none. */
final class FormatReload implements FormatFiles {
  private final Configuration configuration;
  private final Database database;
  private final Judging judging;
  private final Clock clock;
  private volatile Optional<Refusal> lastRefusal = Optional.empty();

  FormatReload(Configuration configuration, Database database, Judging judging, Clock clock) {
    this.configuration = configuration;
    this.database = database;
    this.judging = judging;
    this.clock = clock;
  }

  @Override
  public Map<String, Integer> versions() {
    Formats formats = judging.formats();
    Map<String, Integer> versions = new TreeMap<>();
    formats.names().forEach(name -> versions.put(name, formats.named(name).version()));
    return versions;
  }

  @Override
  public Optional<Refusal> lastRefusal() {
    return lastRefusal;
  }

  @Override
  public synchronized void reload() {
    try {
      UsedFormats formats = UsedFormats.read(configuration);
      FormatVersions.keep(database, formats.described(), clock.instant());
      judging.use(formats.all());
      lastRefusal = Optional.empty();
    } catch (IllegalArgumentException wrong) {
      lastRefusal = Optional.of(new Refusal(clock.instant(), FormatFiles.words(wrong)));
      throw wrong;
    }
  }
}
