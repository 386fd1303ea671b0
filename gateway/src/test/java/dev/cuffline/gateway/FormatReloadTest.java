package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.alerting.PatientAlerts;
import dev.cuffline.gateway.alerting.Rulings;
import dev.cuffline.gateway.format.described.FormatFolder;
import dev.cuffline.gateway.intake.Judging;
import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.StoreIdentity;
import dev.cuffline.gateway.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Format files are taken by a running gateway: all of them, or none. */
class FormatReloadTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-05T13:00:00Z"), ZoneOffset.UTC);
  @TempDir private Path folder;
  private Path formats;
  private Database database;
  private FormatReload reload;

  @BeforeEach
  void start() throws IOException {
    formats = Files.createDirectories(folder.resolve("formats"));
    write("one", "1");
    Path settings =
        Files.writeString(folder.resolve("settings.yaml"), "formats: " + formats + "\n");
    Configuration configuration =
        new ConfigurationLoader(Map.of(), Path.of("..")).load(settings).configuration();
    database = TestDatabases.sqlite(folder);
    Rulings rulings = Rulings.read(configuration.alertRules());
    Judging judging =
        JudgingParts.judging(
            configuration,
            FormatFolder.read(
                configuration.formats(), Settings.limits(configuration.plausibility())),
            rulings,
            new PatientAlerts(rulings),
            StoreIdentity.of(database),
            new DeviceDirectory(),
            List.of());
    reload = new FormatReload(configuration, database, judging, CLOCK);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private void write(String name, String version) throws IOException {
    Files.writeString(
        formats.resolve(name + ".yaml"),
        """
        name: %s
        version: %s
        source: a test
        time: {path: ts, form: epoch-seconds}
        values: {systolic: sys, diastolic: dia}
        """
            .formatted(name, version));
  }

  @Test
  void newAndChangedFilesAreUsed() throws IOException {
    write("one", "2");
    write("two", "1");

    reload.reload();

    assertThat(reload.versions()).containsEntry("one", 2).containsEntry("two", 1);
    assertThat(reload.versions()).containsKey("ble-2a35");
  }

  @Test
  void oneWrongFileLeavesAllOfThemAsTheyWere() throws IOException {
    write("one", "2");
    write("two", "none");

    assertThatThrownBy(reload::reload)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two.yaml, line 2: version must be a whole number from 1");
    assertThat(reload.versions()).containsEntry("one", 1).doesNotContainKey("two");
  }
}
