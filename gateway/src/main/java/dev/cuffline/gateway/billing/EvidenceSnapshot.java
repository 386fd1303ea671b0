package dev.cuffline.gateway.billing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cuffline.gateway.registry.RegistryJson;
import dev.cuffline.gateway.registry.Secrets;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A determination with everything that it rests on, frozen when it is released: what an auditor is
 * shown, whatever becomes of the evidence later (R51). Its JSON is the same for the same values.
 *
 * @param version of this form
 * @param practice whose
 * @param patient about whom
 * @param line what is claimed
 * @param episode under which order and consent
 * @param readings that make its data-days
 * @param time entries whose seconds count
 * @param documents what an auditor asks for, and whether it is there
 * @param origins from which transmissions the readings came, so that their bytes are found (P10)
 * @param reviewed what a person looked at before it was released, where the rules asked for it
 */
public record EvidenceSnapshot(
    int version,
    Office practice,
    Person patient,
    Line line,
    Episode episode,
    List<Measured> readings,
    List<Work> time,
    List<Document> documents,
    List<Origin> origins,
    Optional<String> reviewed) {
  /** The form that is written today. */
  static final int VERSION = 1;

  /** Copies the lists. */
  public EvidenceSnapshot {
    readings = List.copyOf(readings);
    time = List.copyOf(time);
    documents = List.copyOf(documents);
    origins = List.copyOf(origins);
  }

  /** The practice; its zone is that of months and minutes. */
  public record Office(String id, String name, String zone) {}

  /** The patient; the zone is that of data-days. */
  public record Person(String id, String family, String given, LocalDate birthDate, String zone) {}

  /**
   * The determination (R50).
   *
   * @param amount estimated dollars; empty where no fee table knows the code
   * @param fees name of the table and how far it can be trusted
   */
  public record Line(
      String code,
      int units,
      LocalDate dateOfService,
      LocalDate periodFrom,
      LocalDate periodTo,
      String status,
      List<String> reasons,
      String ruleSet,
      String payerProfile,
      Optional<BigDecimal> amount,
      Optional<String> fees,
      Instant computedAt) {
    /** Copies the list. */
    public Line {
      reasons = List.copyOf(reasons);
    }
  }

  /** The enrolment as it was. */
  public record Episode(
      String enrolment,
      Optional<String> practitioner,
      Optional<String> practitionerName,
      Optional<String> npi,
      List<String> diagnoses,
      Optional<LocalDate> orderedOn,
      Optional<LocalDate> consentOn,
      boolean consentCostShare,
      Optional<LocalDate> setUpOn,
      Optional<LocalDate> anchor) {
    /** Copies the list. */
    public Episode {
      diagnoses = List.copyOf(diagnoses);
    }
  }

  /** A reading; pressures in mmHg, the pulse in 1/min. */
  public record Measured(
      String id,
      LocalDate date,
      Instant measuredAt,
      Instant receivedAt,
      String device,
      Optional<BigDecimal> systolic,
      Optional<BigDecimal> diastolic,
      Optional<BigDecimal> pulse,
      String entry,
      String status) {}

  /**
   * A time entry.
   *
   * @param start inclusive; empty where only a duration was logged
   * @param end exclusive
   */
  public record Work(
      String id,
      Optional<Instant> start,
      Optional<Instant> end,
      LocalDate date,
      long seconds,
      String performer,
      String role,
      Optional<String> credential,
      Optional<String> supervisor,
      String billingPractitioner,
      String service,
      String activity,
      List<String> dataActedUpon,
      String action,
      Instant enteredAt,
      List<Talk> contacts) {
    /** Copies the lists. */
    public Work {
      dataActedUpon = List.copyOf(dataActedUpon);
      contacts = List.copyOf(contacts);
    }
  }

  /** A contact inside a time entry. */
  public record Talk(
      Optional<Instant> start, Optional<Instant> end, String modality, String with) {}

  /** PRESENT, MISSING or NOT_RECORDED (here). */
  public record Document(String document, String state, List<String> evidence) {
    /** Copies the list. */
    public Document {
      evidence = List.copyOf(evidence);
    }
  }

  /** Which transmission brought a reading first. */
  public record Origin(String reading, String transmission, int item) {}

  private record Measurements(List<Measured> readings, List<Work> time) {}

  /** As it is kept and hashed. */
  String json() {
    return write(this);
  }

  static EvidenceSnapshot parse(String json) {
    try {
      return RegistryJson.MAPPER.readValue(json, EvidenceSnapshot.class);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a snapshot must be readable", broken);
    }
  }

  /** SHA-256 of what was measured and done, without what was said about it. */
  String evidenceSha256() {
    return sha256Of(readings, time);
  }

  /** The same of evidence that is not frozen. */
  static String sha256Of(List<Measured> readings, List<Work> time) {
    return Secrets.sha256Hex(write(new Measurements(readings, time)));
  }

  private static String write(Object value) {
    try {
      return RegistryJson.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("a snapshot must be writable as JSON", fault);
    }
  }
}
