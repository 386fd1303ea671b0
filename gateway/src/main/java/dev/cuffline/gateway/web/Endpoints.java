package dev.cuffline.gateway.web;

import java.util.List;
import java.util.stream.Stream;

/** The table of routes of the API, put together from its resources. */
final class Endpoints {
  static final String ROOT = "/api/v1";

  private Endpoints() {}

  static List<Endpoint> of(WebParts parts) {
    DerivedQueries derived = new DerivedQueries(parts.database());
    return Stream.of(
            new PracticeResource(parts).endpoints(),
            new StaffResource(parts).endpoints(),
            new AccountResource(parts).endpoints(),
            new TokenResource(parts).endpoints(),
            new PatientResource(parts).endpoints(),
            new MergeResource(parts).endpoints(),
            new EnrolmentResource(parts).endpoints(),
            new CircumstancesResource(parts).endpoints(),
            new OwnRulesResource(parts).endpoints(),
            new DeviceResource(parts).endpoints(),
            new DeviceLifeResource(parts).endpoints(),
            new AssignmentResource(parts).endpoints(),
            new EhrResource(parts).endpoints(),
            new ParkedResource(parts).endpoints(),
            new FormatResource(parts).endpoints(),
            new TimeResource(parts).endpoints(),
            new ImportResource(parts).endpoints(),
            new ItemResource(derived, new QuarantineQueries(parts.database()), parts.quarantine())
                .endpoints(),
            new ClinicalResource(parts, derived).endpoints(),
            new BillingResource(parts).endpoints(),
            new ClaimResource(parts).endpoints(),
            new AuditResource(parts).endpoints())
        .flatMap(List::stream)
        .toList();
  }
}
