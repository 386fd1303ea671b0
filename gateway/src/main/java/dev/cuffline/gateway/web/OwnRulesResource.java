package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.SEE_PATIENTS;
import static dev.cuffline.gateway.access.Permission.SIGN_RULES;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.registry.Identifier;
import dev.cuffline.gateway.registry.InvalidValueException;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.OwnRules;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.Result;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PatientId;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** {@code /patients/{patient}/alert-rules}: limits and targets of one patient, signed. */
final class OwnRulesResource {
  private static final String PATH = "/patients/{patient}/alert-rules";
  private static final Pattern FILE = Pattern.compile("^.*\\.ya?ml, ");

  private final Database database;
  private final Registry registry;
  private final Consumer<JsonNode> check;

  OwnRulesResource(WebParts parts) {
    this.database = parts.database();
    this.registry = parts.registry();
    this.check = parts.ownRulesCheck();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, SEE_PATIENTS, this::list), Endpoint.post(PATH, SIGN_RULES, this::save));
  }

  private static PatientId patient(Call call) {
    return new PatientId(Identifier.require(call.variable("patient"), "patient"));
  }

  private Answer list(Call call) {
    PatientId patient = patient(call);
    return Answer.ok(
        Listing.all(
            database.read(s -> {
              if (RegistryQueries.patient(s, call.practice(), patient).isEmpty()) {
                throw ProblemException.notFound("patient");
              }
              return RegistryQueries.ownRules(s, call.practice(), patient);
            })));
  }

  /** Sending rules with the same first date again replaces them; the history keeps the former. */
  private Answer save(Call call) {
    JsonIn body = call.body();
    var from = body.date("from");
    var changes = body.tree("changes");
    var practitioner = body.text("practitioner");
    var reason = body.text("reason");
    body.done();
    try {
      check.accept(changes);
    } catch (IllegalArgumentException unfit) {
      throw new InvalidValueException("changes", withoutFile(String.valueOf(unfit.getMessage())));
    }
    PatientId patient = patient(call);
    OwnRules rules = new OwnRules(patient, from, changes, practitioner, reason);
    Result<OwnRules> saved =
        Call.await(registry.save(call.practice(), rules, Mode.REPLACE, call.actor()));
    return Answer.saved(
        saved.value(), saved.saved(), "/patients/" + patient.value() + "/alert-rules");
  }

  /** Where the file lies is nobody's business who asks over the network. */
  private static String withoutFile(String message) {
    return FILE.matcher(message).replaceFirst("");
  }
}
