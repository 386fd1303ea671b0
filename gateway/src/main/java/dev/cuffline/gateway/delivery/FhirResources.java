package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.DeviceFacts;
import dev.cuffline.fhir.DeviceMapper;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.fhir.IdentifierSystems;
import dev.cuffline.fhir.ObservationContext;
import dev.cuffline.fhir.ObservationKind;
import dev.cuffline.fhir.ObservationMapper;
import dev.cuffline.fhir.ResourceIds;
import dev.cuffline.gateway.store.HomeZone;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoreIdentity;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;

/** Makes FHIR R4 resources of stored readings: the cuff, the blood pressure, the heart rate. */
public final class FhirResources implements ResourceSource {
  /** System of our identifiers; an installation that has a domain may set another one later. */
  private static final IdentifierSystems SYSTEMS = IdentifierSystems.below("urn:cuffline");

  private final ResourceIds ids;
  private final ObservationMapper observations;
  private final DeviceMapper devices;
  private final FhirJson json;

  /** Names resources by the store's identity. */
  public FhirResources(StoreIdentity identity, FhirJson json) {
    this.ids = new ResourceIds(identity.key());
    this.observations = new ObservationMapper(ids, SYSTEMS);
    this.devices = new DeviceMapper(ids, SYSTEMS);
    this.json = json;
  }

  /** The ids of the Observations that a reading of a patient can have. */
  public static List<String> observationIds(
      StoreIdentity identity, String reading, String patient) {
    ResourceIds ids = new ResourceIds(identity.key());
    List<String> all = new ArrayList<>();
    for (ObservationKind kind : ObservationKind.values()) {
      all.add(ids.observation(new ReadingId(reading), new PatientId(patient), kind));
    }
    return all;
  }

  @Override
  public List<Resource> resources(Session session, Outbox.Entry entry) throws SQLException {
    return switch (entry.kind()) {
      case Outbox.RETRACTION -> retracted(session, entry);
      default -> current(session, entry);
    };
  }

  /** A reading that left its patient since it was queued has a retraction of its own behind it. */
  private List<Resource> current(Session session, Outbox.Entry entry) throws SQLException {
    Optional<StoredReading> stored =
        Readings.find(session, entry.practice(), new ReadingId(entry.subjectId()));
    if (stored.isPresent()) {
      return resources(session, stored.get());
    }
    if (!Readings.isRetracted(session, new ReadingId(entry.subjectId()))) {
      throw new UnsendableException("the reading is no longer in the store");
    }
    return List.of();
  }

  /** One that came back to its patient since is sent as it is now, by the entry of its return. */
  private List<Resource> retracted(Session session, Outbox.Entry entry) throws SQLException {
    String[] subject = entry.subjectId().split("/", 2);
    Optional<StoredReading> stored =
        Readings.retracted(
            session, entry.practice(), new ReadingId(subject[0]), new PatientId(subject[1]));
    return stored.isEmpty() ? List.of() : resources(session, stored.get());
  }

  private List<Resource> resources(Session session, StoredReading stored) throws SQLException {
    Reading reading = stored.reading();
    boolean automatic = reading.entry() == EntryMethod.AUTOMATIC;
    List<Resource> resources = new ArrayList<>();
    if (automatic) {
      resources.add(device(session, stored));
    }
    ObservationContext context =
        new ObservationContext(
            "Patient/" + reading.patient(),
            automatic ? Optional.of("Device/" + ids.device(reading.device())) : Optional.empty(),
            zone(session, stored));
    for (Observation observation : observations.toObservations(reading, context)) {
      resources.add(
          new Resource(
              stored.practice(),
              "Observation",
              observation.getIdPart(),
              stored.version(),
              identifier(SYSTEMS.observationKey(), observation.getIdPart()),
              context.device().stream().toList(),
              json.encode(observation)));
    }
    return resources;
  }

  private static ZoneId zone(Session session, StoredReading stored) throws SQLException {
    return HomeZone.of(session, stored.practice(), stored.reading().patient())
        .orElseThrow(() -> new UnsendableException("the patient is no longer in the store"));
  }

  private record DeviceRow(DeviceFacts facts, long changedAt) {}

  private static String identifier(String system, String value) {
    return system + "|" + value;
  }

  private Resource device(Session session, StoredReading stored) throws SQLException {
    DeviceRow device =
        session
            .first(
                "SELECT * FROM device WHERE practice_id = ? AND id = ?",
                row ->
                    new DeviceRow(
                        new DeviceFacts(
                            stored.reading().device(),
                            row.text("manufacturer"),
                            row.text("model"),
                            List.of(),
                            true),
                        row.number("authored_at")),
                stored.practice(),
                stored.reading().device())
            .orElseThrow(() -> new UnsendableException("the device is no longer in the store"));
    String id = ids.device(stored.reading().device());
    return new Resource(
        stored.practice(),
        "Device",
        id,
        device.changedAt(),
        identifier(SYSTEMS.deviceKey(), id),
        List.of(),
        json.encode(devices.toDevice(device.facts())));
  }
}
