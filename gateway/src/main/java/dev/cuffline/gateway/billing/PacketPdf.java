package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.billing.EvidenceSnapshot.Document;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Episode;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Line;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Measured;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Person;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Talk;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lays out the documentation of a patient's month. */
final class PacketPdf {
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss zzz", Locale.US);
  private static final String NOTE =
      "Decision support, not coding advice. Codes by number with our own short words; the"
          + " descriptors are the AMA's.";
  private static final String NOTHING = "-";

  private final YearMonth month;
  private final List<Packets.Part> parts;
  private final EvidenceSnapshot first;
  private final ZoneId home;
  private final ZoneId office;
  private final PdfSheet sheet;

  PacketPdf(YearMonth month, List<Packets.Part> parts) {
    this.month = month;
    this.parts = parts;
    this.first = parts.getFirst().snapshot();
    this.home = ZoneId.of(first.patient().zone());
    this.office = ZoneId.of(first.practice().zone());
    this.sheet = new PdfSheet(header(), NOTE);
  }

  private String header() {
    Person person = first.patient();
    return "%s | %s, %s, born %s, id %s | %s"
        .formatted(
            first.practice().name(),
            person.family(),
            person.given(),
            person.birthDate(),
            person.id(),
            month);
  }

  byte[] bytes() {
    sheet.title("Documentation of remote monitoring, " + month);
    sheet.text(
        "Data-days are dates in the patient's zone, %s; minutes and months are in the practice's zone, %s."
            .formatted(home, office));
    episode(first.episode());
    parts.forEach(this::line);
    timeLog();
    dataDays();
    contacts();
    return sheet.bytes();
  }

  private void episode(Episode episode) {
    sheet.heading("Order, consent, practitioner");
    sheet.table(
        List.of(2f, 5f),
        List.of("What", "On file"),
        List.of(
            List.of(
                "Billing practitioner",
                episode.practitionerName().orElse(NOTHING)
                    + episode.npi().map(npi -> ", NPI " + npi).orElse("")),
            List.of("Diagnoses", String.join(" ", episode.diagnoses())),
            List.of("Ordered on", date(episode.orderedOn())),
            List.of(
                "Consent on",
                date(episode.consentOn())
                    + (episode.consentCostShare()
                        ? ", states the cost share"
                        : ", does not state the cost share")),
            List.of("Set-up and teaching on", date(episode.setUpOn())),
            List.of("Device periods begin on", date(episode.anchor()))));
  }

  private void line(Packets.Part part) {
    Line line = part.snapshot().line();
    sheet.heading(
        "%s x %d, date of service %s".formatted(line.code(), line.units(), line.dateOfService()));
    sheet.text(
        part.claim()
            .map(claim ->
                "Claim %s, batch %d, released %s by %s, now %s. Evidence frozen, SHA-256 %s."
                    .formatted(
                        claim.id(),
                        claim.batch(),
                        at(claim.releasedAt(), office),
                        claim.releasedBy(),
                        claim.state(),
                        claim.snapshotSha256()))
            .orElse("Not released: as of %s.".formatted(at(line.computedAt(), office))));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Period", line.periodFrom() + " to " + line.periodTo()));
    rows.add(List.of("Status", line.status()));
    rows.add(List.of("Reasons", String.join(", ", line.reasons())));
    rows.add(List.of("Rule set, payer profile", line.ruleSet() + ", " + line.payerProfile()));
    rows.add(
        List.of(
            "Estimated amount",
            line.amount()
                .map(amount -> "$" + amount.toPlainString() + " by " + line.fees().orElse(NOTHING))
                .orElse("not known: no fee table has it")));
    part.snapshot().reviewed().ifPresent(note -> rows.add(List.of("Looked at", note)));
    sheet.table(List.of(2f, 5f), List.of("What", "Value"), rows);
    sheet.table(
        List.of(5f, 2f),
        List.of("Document", "State"),
        part.snapshot().documents().stream().map(PacketPdf::document).toList());
  }

  private static List<String> document(Document document) {
    String state =
        switch (document.state()) {
          case "PRESENT" -> "on file";
          case "MISSING" -> "missing";
          default -> "not recorded here";
        };
    String missing =
        document.state().equals("MISSING") && !document.evidence().isEmpty()
            ? " for " + String.join(", ", document.evidence())
            : "";
    return List.of(document.document(), state + missing);
  }

  private void timeLog() {
    Map<String, Work> all = new LinkedHashMap<>();
    parts.forEach(part -> part.snapshot().time().forEach(work -> all.putIfAbsent(work.id(), work)));
    if (all.isEmpty()) {
      return;
    }
    sheet.heading("Time log");
    List<List<String>> rows = new ArrayList<>();
    long sum = 0;
    for (Work work : all.values()) {
      sum += work.seconds();
      rows.add(
          List.of(
              work.start().map(start -> at(start, office)).orElse(work.date() + ", no start"),
              work.end().map(end -> at(end, office)).orElse(NOTHING),
              clock(work.seconds()),
              clock(sum),
              "%s (%s%s)"
                  .formatted(
                      work.performer(),
                      work.credential().orElse("no credential"),
                      work.supervisor().map(who -> ", supervised by " + who).orElse("")),
              work.service() + " " + work.activity() + ": " + work.action(),
              String.join(" ", work.dataActedUpon()),
              at(work.enteredAt(), office)));
    }
    sheet.table(
        List.of(2.2f, 2.2f, 1.1f, 1.2f, 2.4f, 3.6f, 2.6f, 2.2f),
        List.of(
            "Start",
            "End",
            "Time",
            "Sum",
            "Performer",
            "Activity and action",
            "Data acted on",
            "Entered"),
        rows);
    sheet.text(
        "Seconds that two people worked at once count once: the sum of entries may be more than what counts.");
  }

  private void dataDays() {
    Map<String, Measured> all = new LinkedHashMap<>();
    parts.forEach(part ->
        part.snapshot().readings().forEach(reading -> all.putIfAbsent(reading.id(), reading)));
    if (all.isEmpty()) {
      return;
    }
    sheet.heading("Data-days");
    List<List<String>> rows = new ArrayList<>();
    int number = 0;
    for (Measured reading : all.values()) {
      number++;
      rows.add(
          List.of(
              String.valueOf(number),
              reading.date().toString(),
              at(reading.measuredAt(), home),
              at(reading.receivedAt(), home),
              pressure(reading),
              reading.device(),
              reading.entry().toLowerCase(Locale.ROOT),
              reading.id()));
    }
    sheet.table(
        List.of(0.6f, 1.4f, 2.3f, 2.3f, 1.5f, 1.8f, 1.2f, 4.4f),
        List.of("", "Date", "Measured", "Received", "mmHg", "Device", "Entry", "Reading"),
        rows);
  }

  private void contacts() {
    Map<String, Work> all = new LinkedHashMap<>();
    parts.forEach(part -> part.snapshot().time().forEach(work -> all.putIfAbsent(work.id(), work)));
    List<List<String>> rows = new ArrayList<>();
    for (Work work : all.values()) {
      for (Talk talk : work.contacts()) {
        rows.add(
            List.of(
                talk.start().map(start -> at(start, office)).orElse(work.date().toString()),
                talk.end().map(end -> at(end, office)).orElse(NOTHING),
                talk.modality(),
                talk.with(),
                work.performer(),
                work.id()));
      }
    }
    sheet.heading("Contacts");
    if (rows.isEmpty()) {
      sheet.text("None in the time that counts.");
      return;
    }
    sheet.table(
        List.of(2.2f, 2.2f, 1.2f, 1.2f, 1.6f, 2.6f),
        List.of("Start", "End", "Modality", "With", "Performer", "Time entry"),
        rows);
  }

  private static String pressure(Measured reading) {
    Optional<String> systolic = reading.systolic().map(BigDecimal::toPlainString);
    Optional<String> diastolic = reading.diastolic().map(BigDecimal::toPlainString);
    return systolic.isPresent() && diastolic.isPresent()
        ? systolic.get() + "/" + diastolic.get()
        : NOTHING;
  }

  private static String clock(long seconds) {
    return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private static String at(Instant instant, ZoneId zone) {
    return AT.format(instant.atZone(zone));
  }

  private static String date(Optional<LocalDate> date) {
    return date.map(LocalDate::toString).orElse("missing");
  }
}
