package dev.cuffline.gateway.web;

import dev.cuffline.gateway.registry.EhrStatement;
import dev.cuffline.gateway.registry.EhrTaken;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** An EHR by the name of {@code ehr} that knows of a patient what a test gives it. */
final class KnownEhr implements EhrRecords {
  private final Registry registry;

  KnownEhr(Registry registry) {
    this.registry = registry;
  }

  private static EhrStatement said(
      EhrStatement.Kind kind, String source, Optional<String> value, String words) {
    return new EhrStatement(
        kind,
        source,
        Optional.of("urn:numbers|" + source),
        Optional.of(LocalDate.of(2026, 1, 20)),
        Optional.empty(),
        value,
        false,
        true,
        words);
  }

  @Override
  public Refreshed refresh(
      PracticeId practice, String destination, Optional<PatientId> patient, String actor) {
    if (!destination.equals("ehr")) {
      throw new IllegalArgumentException("destination must be a FHIR server");
    }
    List<EhrStatement> statements =
        List.of(
            said(
                EhrStatement.Kind.PAYER,
                "Coverage/1",
                Optional.empty(),
                "payer Zenith from 2026-01-20"),
            said(
                EhrStatement.Kind.ESTABLISHED,
                "Encounter/1",
                Optional.of("1234567893"),
                "visit on 2026-01-20 with NPI 1234567893"),
            said(EhrStatement.Kind.CONSENT, "Consent/1", Optional.empty(), "consent"));
    EhrTaken taken =
        registry
            .takeFromEhr(
                practice, patient.orElse(new PatientId("p1")), destination, statements, actor)
            .join();
    return new Refreshed(
        1,
        0,
        List.of(),
        List.of(),
        taken.filledIn(),
        taken.proposed(),
        List.of("ServiceRequest: HTTP 404"));
  }
}
