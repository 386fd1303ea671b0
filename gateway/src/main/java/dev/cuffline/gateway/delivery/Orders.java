package dev.cuffline.gateway.delivery;

import dev.cuffline.gateway.registry.Enrolment;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/**
 * Names the order that an Observation is based on: literally at the EHR that it was taken over
 * from, by its own identifier elsewhere. Without either, nothing is said.
 *
 * @param reference to a ServiceRequest
 */
record Orders(Optional<Reference> reference) {
  static Orders of(
      Session session,
      Manner manner,
      String destination,
      PracticeId practice,
      PatientId patient,
      LocalDate date)
      throws SQLException {
    if (manner.basedOn() == Manner.BasedOn.NONE) {
      return new Orders(Optional.empty());
    }
    for (Enrolment enrolment : RegistryQueries.enrolments(session, practice, patient)) {
      if (enrolment.covers(date) && enrolment.order().covers(date)) {
        Optional<String> literal =
            RegistryQueries.ehrOrder(session, practice, enrolment, destination);
        return new Orders(
            literal
                .map(Reference::new)
                .or(() -> enrolment.order().identifier().map(Orders::logical)));
      }
    }
    return new Orders(Optional.empty());
  }

  private static Reference logical(String identifier) {
    int bar = identifier.indexOf('|');
    return new Reference()
        .setType("ServiceRequest")
        .setIdentifier(
            new Identifier()
                .setSystem(identifier.substring(0, bar))
                .setValue(identifier.substring(bar + 1)));
  }

  /** What is about the cuff and no patient is based on no order. */
  void in(Observation observation) {
    if (!"Device".equals(observation.getSubject().getReferenceElement().getResourceType())) {
      reference.ifPresent(order -> observation.addBasedOn(order.copy()));
    }
  }
}
