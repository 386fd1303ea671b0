package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.registry.ImportKind;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Npi;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.Practitioner;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryListener;
import dev.cuffline.gateway.registry.SourceDirectory;
import dev.cuffline.gateway.simulate.CuffIdentity;
import dev.cuffline.gateway.simulate.EnrolmentFiles;
import dev.cuffline.gateway.simulate.PayloadEncoder;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Devices and patients of a load test, behind some hubs. They are written into a store that no
 * gateway has open, by the same commands and in the same form as a practice's own import.
 *
 * @param cuffs device {@code i} hangs at hub {@code i modulo the number of hubs}
 * @param hubs secrets by login, in order
 */
record Fleet(List<CuffIdentity> cuffs, Map<String, String> hubs) {
  static final PracticeId PRACTICE = new PracticeId("bench");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final String ACTOR = "bench";
  private static final int ENROLLED_DAYS_AGO = 399;

  /** The id of the patient who holds the cuff of this place. */
  static String patientId(int place) {
    return "bench-patient-" + place;
  }

  static Fleet enrol(Database database, Clock clock, int devices, Mix mix) {
    Registry registry =
        new Registry(
            database,
            clock,
            new SourceDirectory(database),
            new DeviceDirectory(),
            RegistryListener.none());
    registry
        .save(new Practice(PRACTICE, "Bench", ZONE, "medicare-2026"), Mode.CREATE, ACTOR)
        .join();
    registry
        .save(
            PRACTICE,
            new Practitioner("bench-dr", new Npi("1234567893"), "Bench", "Doctor"),
            Mode.CREATE,
            ACTOR)
        .join();
    List<EnrolmentFiles.Row> rows = new ArrayList<>(devices);
    for (int i = 0; i < devices; i++) {
      rows.add(new EnrolmentFiles.Row(patientId(i), CuffIdentity.of("bench-cuff-" + i, i, ZONE)));
    }
    LocalDate since =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(ENROLLED_DAYS_AGO);
    load(registry, ImportKind.PATIENTS, EnrolmentFiles.patients(rows));
    for (PayloadEncoder format : mix.encoders()) {
      List<EnrolmentFiles.Row> some =
          IntStream.range(0, devices)
              .filter(place -> mix.ofDevice(place).equals(format))
              .mapToObj(rows::get)
              .toList();
      load(registry, ImportKind.DEVICES, EnrolmentFiles.devices(some, format, false));
    }
    load(registry, ImportKind.ENROLMENTS, EnrolmentFiles.enrolments(rows, "bench-dr", since));
    load(registry, ImportKind.ASSIGNMENTS, EnrolmentFiles.assignments(rows, since));
    Map<String, String> secrets = new LinkedHashMap<>();
    for (int i = 0; i < mix.hubs(); i++) {
      String hub = "bench-hub-" + i;
      secrets.put(hub, registry.createSource(PRACTICE, hub, ACTOR).join().secret());
    }
    return new Fleet(rows.stream().map(EnrolmentFiles.Row::cuff).toList(), secrets);
  }

  private static void load(Registry registry, ImportKind kind, String csv) {
    registry
        .importCsv(
            PRACTICE, kind, kind.word() + ".csv", csv.getBytes(StandardCharsets.UTF_8), ACTOR)
        .join();
  }

  @Override
  public String toString() {
    return "Fleet[" + cuffs.size() + " devices, " + hubs.size() + " hubs]";
  }
}
