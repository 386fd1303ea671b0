package dev.cuffline.rules.acceptance;

import dev.cuffline.rules.billing.Anchor;
import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.BillingFacts;
import dev.cuffline.rules.billing.Determinations;
import dev.cuffline.rules.billing.Enrolment;
import dev.cuffline.rules.billing.OtherService;
import dev.cuffline.rules.billing.PayerProfile;
import dev.cuffline.rules.billing.ReleasedClaim;
import dev.cuffline.rules.billing.SetupEvent;
import dev.cuffline.rules.caretime.StaffId;
import dev.cuffline.rules.caretime.TimeEntry;
import dev.cuffline.rules.dataday.AssignedDevice;
import dev.cuffline.rules.dataday.HomeZones;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.RegulatoryStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question written as words of a table: {@code key=value} separated by spaces; what is left out
 * takes the defaults of billing-rules.md section 9. Keys may repeat.
 *
 * @param facts the facts
 * @param profile the payer
 * @param asOf the instant of the question
 */
record Scenario(BillingFacts facts, PayerProfile profile, Instant asOf) {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant ASSIGNED = Instant.parse("2025-12-01T00:00:00Z");

  BillingAnswer answer() {
    return Determinations.determine(facts, profile, asOf);
  }

  Scenario withFacts(BillingFacts changed) {
    return new Scenario(changed, profile, asOf);
  }

  static Scenario parse(String text) {
    Words words = Words.of(text);
    ZoneId home = words.last("zone").map(ZoneId::of).orElse(NEW_YORK);
    List<Reading> readings = new ArrayList<>();
    words.all("days").forEach(d -> readings.addAll(Inputs.days(d, home, readings.size())));
    words.all("reading").forEach(r -> readings.add(Inputs.reading(r, home, readings.size())));
    List<TimeEntry> entries = new ArrayList<>();
    words.all("entry").forEach(e -> entries.add(Inputs.entry(e, NEW_YORK, entries.size())));
    boolean assumed = words.last("linked").map("yes"::equals).orElse(readings.isEmpty());
    BillingFacts facts =
        new BillingFacts(
            new PatientId("p1"),
            HomeZones.of(home),
            NEW_YORK,
            List.of(words.last("dx").orElse("I10")),
            enrolment(words),
            devices(words),
            readings,
            assumed ? BillingFacts.DataLink.ASSUMED : BillingFacts.DataLink.FROM_READINGS,
            entries,
            List.of(),
            words.all("service").stream().map(Scenario::service).toList(),
            words.all("claim").stream().map(Scenario::claim).toList(),
            words.last("since").map(LocalDate::parse).orElse(LocalDate.MIN));
    return new Scenario(
        facts,
        Profiles.read(words.last("profile").orElse("medicare-2026"), overrides(words)),
        words.last("asOf").map(Instant::parse).orElse(Instant.parse("2026-03-15T12:00:00Z")));
  }

  private static Enrolment enrolment(Words words) {
    return new Enrolment(
        words.date("order", "2025-12-01"),
        words.date("consent", "2025-12-01"),
        words.date("withdrawn", "none"),
        !words.is("costShare", "no"),
        !words.is("established", "no"),
        words.is("practitioner", "none")
            ? Optional.empty()
            : Optional.of(new StaffId(words.last("practitioner").orElse("dr-a"))),
        setup(words.last("setup").orElse("billed")),
        words.date("anchor", "2026-01-05").map(d -> new Anchor(d, fixedAt(words))),
        Set.copyOf(words.all("elsewhere").stream().map(BillingCode::new).toList()),
        words.all("stay").stream().map(Inputs::range).toList(),
        words.all("paused").stream().map(Inputs::range).toList(),
        words.date("ended", "none"),
        words.date("died", "none"));
  }

  private static Optional<Instant> fixedAt(Words words) {
    return words.last("fixedAt").map(Instant::parse);
  }

  private static Optional<SetupEvent> setup(String word) {
    LocalDate on = LocalDate.of(2026, 1, 4);
    return switch (word) {
      case "none" -> Optional.empty();
      case "billed" -> Optional.of(new SetupEvent(on, true));
      case "done" -> Optional.of(new SetupEvent(on, false));
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static List<AssignedDevice> devices(Words words) {
    List<AssignedDevice> devices = new ArrayList<>();
    Map<String, String> named = new HashMap<>(Map.of("cuff", "fda"));
    for (String word : words.all("device")) {
      String[] parts = word.split(":", -1);
      named.put(parts[0], parts[1]);
    }
    named.forEach((id, status) ->
        devices.add(
            new AssignedDevice(
                new DeviceId(id),
                RegulatoryStatus.valueOf(status.toUpperCase(Locale.ROOT)),
                words.last("assigned").map(Instant::parse).orElse(ASSIGNED),
                words.last("returned").map(Instant::parse))));
    return devices;
  }

  private static OtherService service(String word) {
    String[] parts = word.split(":", -1);
    return new OtherService(new BillingCode(parts[0]), Inputs.range(parts[1]));
  }

  /** {@code code:units:dos:from..to:releasedAt} with the last as a date at noon UTC. */
  private static ReleasedClaim claim(String word) {
    String[] parts = word.split(":", -1);
    DateRange period = Inputs.range(parts[3]);
    return new ReleasedClaim(
        new BillingCode(parts[0]),
        Integer.parseInt(parts[1]),
        LocalDate.parse(parts[2]),
        period,
        Instant.parse(parts[4] + "T12:00:00Z"));
  }

  private static Map<String, String> overrides(Words words) {
    Map<String, String> overrides = new HashMap<>();
    for (String key :
        List.of(
            "adopt",
            "maxUnits99458",
            "setupMinDays",
            "managementRequiresDataDays",
            "liveContactPerAddOn",
            "coexist99091",
            "dxAllowList",
            "anchorMode",
            "graceHours",
            "maxLagHours",
            "risk16",
            "blockMode",
            "dosMode",
            "countPassiveReview")) {
      words.last(key).ifPresent(v -> overrides.put(key, v));
    }
    return overrides;
  }
}
