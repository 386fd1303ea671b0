package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.delivery.OnRequest;
import dev.cuffline.gateway.delivery.Outcome;
import dev.cuffline.gateway.delivery.Resource;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;

/**
 * Goes the way to a server step by step, for a person who sets it up: who we are, what the server
 * can do, how each kind of resource would be written, and if wanted one that is marked as a test.
 */
public final class FhirCheck {
  private static final String TEST_ID = "cuffline-check";
  private static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private final FhirSettings settings;
  private final FhirJson json;
  private final Clock clock;
  private final List<Step> steps = new ArrayList<>();

  /** Of a server. */
  public FhirCheck(FhirSettings settings, FhirJson json, Clock clock) {
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  /**
   * One step.
   *
   * @param fine false when nothing can come after it
   * @param detail for a person; no secret
   */
  public record Step(String name, boolean fine, String detail) {}

  /**
   * Goes it, up to the first step that fails.
   *
   * @param write whether to write a Device that is entered-in-error and tagged HTEST; the same one
   *     each time
   */
  public List<Step> run(boolean write) throws InterruptedException {
    try (FhirHttp http = new FhirHttp(settings, clock)) {
      Authorization authorization = authorization(http);
      Carrier reader = new Carrier(http, authorization, Abilities.Carriage.SINGLE, json);
      Optional<Abilities> abilities = abilities(reader);
      if (abilities.isPresent()) {
        kinds(abilities.get());
        if (write) {
          Carrier carrier = new Carrier(http, authorization, abilities.get().carriage(), json);
          writeTest(abilities.get(), carrier);
        }
      }
    } catch (FaultException fault) {
      steps.add(new Step("answer", false, fault.fault().what()));
    } catch (IOException | IllegalArgumentException unreadable) {
      steps.add(new Step("credentials", false, String.valueOf(unreadable.getMessage())));
    }
    return List.copyOf(steps);
  }

  private Authorization authorization(FhirHttp http)
      throws IOException, FaultException, InterruptedException {
    if (settings.credentials() instanceof Credentials.Smart smart) {
      SmartKey key = SmartKey.read(smart.keyFile());
      steps.add(new Step("key", true, key.toString()));
      SmartTokens tokens = new SmartTokens(smart, settings.base(), http, clock);
      tokens.header();
      steps.add(new Step("token", true, "given for " + smart.scope()));
      return tokens;
    }
    Optional<String> header = settings.credentials().authorization();
    steps.add(
        new Step(
            "credentials",
            true,
            header.isEmpty() ? "none" : settings.credentials().getClass().getSimpleName()));
    return Authorization.of(header);
  }

  private Optional<Abilities> abilities(Carrier reader)
      throws FaultException, InterruptedException {
    return switch (reader.read(CapabilityStatement.class, "metadata")) {
      case Carrier.Found.Refused<CapabilityStatement>(String reason) -> {
        steps.add(new Step("CapabilityStatement", false, reason));
        yield Optional.empty();
      }
      case Carrier.Found.There<CapabilityStatement>(CapabilityStatement statement) -> {
        String version = statement.hasFhirVersion() ? statement.getFhirVersion().toCode() : "";
        boolean fits = version.startsWith("4.0");
        steps.add(
            new Step(
                "CapabilityStatement",
                fits,
                "FHIR %s, %s %s"
                    .formatted(
                        version.isEmpty() ? "of no stated version" : version,
                        statement.getSoftware().hasName()
                            ? statement.getSoftware().getName()
                            : "unnamed software",
                        statement.getSoftware().hasVersion()
                            ? statement.getSoftware().getVersion()
                            : "")));
        yield fits ? Optional.of(Abilities.of(statement, settings.writes())) : Optional.empty();
      }
    };
  }

  private void kinds(Abilities abilities) {
    steps.add(
        new Step(
            "together",
            true,
            switch (abilities.carriage()) {
              case TRANSACTION -> "up to " + settings.batch() + " in a transaction";
              case BATCH -> "up to " + settings.batch() + " in a batch";
              case SINGLE -> "each by itself";
            }));
    List<String> types = new ArrayList<>(OnRequest.USUAL);
    types.addAll(OnRequest.NAMED);
    for (String type : types) {
      String onRequest = OnRequest.NAMED.contains(type) ? ", where resources names it" : "";
      steps.add(
          new Step(
              type,
              true,
              abilities.takes(type)
                  ? switch (abilities.strategy(type)) {
                    case WriteStrategy.UpdateAsCreate _ -> "PUT with our id" + onRequest;
                    case WriteStrategy.ConditionalCreate _ -> "POST with If-None-Exist" + onRequest;
                    case WriteStrategy.SearchThenCreate _ -> "search, then POST or PUT" + onRequest;
                  }
                  : type.equals("Provenance")
                      ? "not sent: the server does not let us PUT it with our id"
                      : "not sent: the server does not mention it"));
    }
  }

  private void writeTest(Abilities abilities, Carrier carrier)
      throws FaultException, InterruptedException {
    Device device = new Device();
    device.setId(TEST_ID);
    device.getMeta().addSecurity(new Coding(ACT_REASON, "HTEST", "test health data"));
    device.addIdentifier().setSystem("urn:cuffline/device-key").setValue(TEST_ID);
    device.setStatus(FHIRDeviceStatus.ENTEREDINERROR);
    Resource resource =
        new Resource(
            new PracticeId("check"),
            "Device",
            TEST_ID,
            1,
            "urn:cuffline/device-key|" + TEST_ID,
            List.of(),
            json.encode(device));
    Tally tally = new Tally(Map.of());
    new Sending(abilities, carrier, tally).send(List.of(resource));
    Outcome outcome = tally.outcomes().get(resource.key());
    steps.add(
        switch (outcome) {
          case Outcome.Delivered delivered ->
              new Step("test Device", true, "taken, HTTP " + delivered.answer());
          case Outcome.Refused(String reason) -> new Step("test Device", false, reason);
          case null -> new Step("test Device", false, "no answer about it");
        });
  }
}
