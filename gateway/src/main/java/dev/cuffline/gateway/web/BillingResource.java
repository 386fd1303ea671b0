package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.SEE_BILLING;
import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;

import dev.cuffline.rules.reading.PatientId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** A patient's two clocks and what follows from them; each list says of which instant it is. */
final class BillingResource {
  private final DeterminationSource source;
  private final Clock clock;

  /** A list, and the instant of the question. */
  private record Computed<T>(PatientId patient, Instant asOf, List<T> items) {}

  BillingResource(WebParts parts) {
    this.source = parts.determinations();
    this.clock = parts.clock();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/patients/{patient}/device-periods",
            SEE_PATIENTS,
            call -> answer(call, DeterminationSource.Clocks::devicePeriods)),
        Endpoint.get(
            "/patients/{patient}/care-months",
            SEE_PATIENTS,
            call -> answer(call, DeterminationSource.Clocks::careMonths)),
        Endpoint.get(
            "/patients/{patient}/determinations",
            SEE_BILLING,
            call -> answer(call, DeterminationSource.Clocks::determinations)));
  }

  private <T> Answer answer(Call call, Function<DeterminationSource.Clocks, List<T>> part) {
    Instant asOf = call.instant("asOf").orElseGet(clock::instant);
    DeterminationSource.Clocks clocks =
        source
            .of(call.practice(), call.patient(), asOf)
            .orElseThrow(() -> ProblemException.notFound("patient"));
    return Answer.ok(new Computed<>(call.patient(), asOf, part.apply(clocks)));
  }
}
