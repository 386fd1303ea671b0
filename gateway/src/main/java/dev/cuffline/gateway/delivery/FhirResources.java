package dev.cuffline.gateway.delivery;

import dev.cuffline.fhir.AverageMapper;
import dev.cuffline.fhir.DeviceMapper;
import dev.cuffline.fhir.FhirJson;
import dev.cuffline.fhir.GatewayMapper;
import dev.cuffline.fhir.IdentifierSystems;
import dev.cuffline.fhir.ObservationContext;
import dev.cuffline.fhir.ObservationKind;
import dev.cuffline.fhir.ObservationMapper;
import dev.cuffline.fhir.ProvenanceMapper;
import dev.cuffline.fhir.ResourceIds;
import dev.cuffline.gateway.store.HomeZone;
import dev.cuffline.gateway.store.Outbox;
import dev.cuffline.gateway.store.Readings;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoreIdentity;
import dev.cuffline.gateway.store.StoredReading;
import dev.cuffline.rules.reading.DateRange;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;

/**
 * Makes FHIR R4 resources of what is stored: the cuff and its hub, the Observations of a reading,
 * an alert, a mean; where they are wanted, also what goes with these ({@link OnRequest}).
 */
public final class FhirResources implements ResourceSource {
  /** R4 gives a Provenance none: it is sent only where it may be put under our id. */
  private static final String NO_IDENTIFIER = "";

  private final String destination;
  private final Manner manner;
  private final IdentifierSystems systems;
  private final ResourceIds ids;
  private final ObservationMapper observations;
  private final DeviceMapper devices;
  private final GatewayMapper gateways;
  private final AlertResources alerts;
  private final AverageMapper averages;
  private final ProvenanceMapper origins;
  private final OnRequest wanted;
  private final ResourceText text;

  /** Names resources by the store's identity. */
  public FhirResources(StoreIdentity identity, FhirJson json) {
    this(identity, json, "", Manner.USUAL);
  }

  /**
   * The same for one destination.
   *
   * @param destination its name, by which what came from there is known
   * @param manner how it wants to be told
   */
  public FhirResources(StoreIdentity identity, FhirJson json, String destination, Manner manner) {
    this(identity, json, destination, manner, OnRequest.NONE);
  }

  /**
   * The same with what is made only where it is wanted.
   *
   * @param wanted by the destination
   */
  public FhirResources(
      StoreIdentity identity, FhirJson json, String destination, Manner manner, OnRequest wanted) {
    this.destination = destination;
    this.manner = manner;
    this.wanted = wanted;
    this.text = new ResourceText(json, manner.shape().codeMap());
    this.ids = new ResourceIds(identity.key());
    this.systems = IdentifierSystems.below(manner.identifierBase());
    this.observations = new ObservationMapper(ids, systems, manner.shape());
    this.devices = new DeviceMapper(ids, systems);
    this.gateways = new GatewayMapper(ids, systems);
    this.alerts = new AlertResources(manner, wanted, ids, systems, text);
    this.averages = new AverageMapper(ids, systems, manner.shape());
    this.origins = new ProvenanceMapper(ids, systems);
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
      case Outbox.ALERT -> alerts.of(session, entry);
      case Outbox.MEAN -> mean(session, entry);
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
    Optional<String> gateway = Optional.empty();
    if (automatic) {
      resources.add(cuff(session, stored.practice(), reading.device()));
      Optional<Resource> hub =
          SentDevice.hubOf(session, stored).map(login -> hub(stored.practice(), login));
      hub.ifPresent(resources::add);
      gateway = hub.map(Resource::key);
    }
    ZoneId zone = zone(session, stored.practice(), reading.patient());
    ObservationContext context =
        new ObservationContext(
            "Patient/" + reading.patient(),
            automatic ? Optional.of("Device/" + ids.device(reading.device())) : Optional.empty(),
            zone,
            gateway);
    LocalDate date = LocalDate.ofInstant(reading.measuredAt().instant(), zone);
    Orders orders = orders(session, stored.practice(), reading.patient(), date);
    Subjects subjects = Subjects.of(session, manner, stored.practice(), reading.patient());
    List<String> targets = new ArrayList<>();
    for (Observation observation : observations.toObservations(reading, context)) {
      orders.in(observation);
      subjects.in(observation);
      Resource made =
          text.of(
              stored.practice(),
              observation,
              stored.version(),
              identifier(systems.observationKey(), observation.getIdPart()));
      targets.add(made.key());
      resources.add(made);
    }
    if (wanted.provenance() && !targets.isEmpty()) {
      Provenance origin =
          origins.toProvenance(SentOrigin.of(session, stored).facts(stored, context, targets));
      subjects.in(origin);
      resources.add(text.of(stored.practice(), origin, stored.version(), NO_IDENTIFIER));
    }
    return resources;
  }

  private Orders orders(Session session, PracticeId practice, PatientId patient, LocalDate date)
      throws SQLException {
    return Orders.of(session, manner, destination, practice, patient, date);
  }

  private static ZoneId zone(Session session, PracticeId practice, PatientId patient)
      throws SQLException {
    return HomeZone.of(session, practice, patient)
        .orElseThrow(() -> new UnsendableException("the patient is no longer in the store"));
  }

  private static String identifier(String system, String value) {
    return system + "|" + value;
  }

  private Resource cuff(Session session, PracticeId practice, DeviceId device) throws SQLException {
    SentDevice cuff =
        SentDevice.find(session, practice, device)
            .orElseThrow(() -> new UnsendableException("the device is no longer in the store"));
    return text.of(
        practice,
        devices.toDevice(cuff.facts()),
        cuff.changedAt(),
        identifier(systems.deviceKey(), ids.device(device)));
  }

  private Resource hub(PracticeId practice, String login) {
    return text.of(
        practice, gateways.toDevice(login), 1, identifier(systems.deviceKey(), ids.gateway(login)));
  }

  /** The mean of a week or a month, as it was computed last. */
  private List<Resource> mean(Session session, Outbox.Entry entry) throws SQLException {
    String[] subject = entry.subjectId().split("/", 3);
    PatientId patient = new PatientId(subject[0]);
    DateRange span = new DateRange(LocalDate.parse(subject[1]), LocalDate.parse(subject[2]));
    Optional<SentMean> sent = SentMean.find(session, entry.practice(), patient, span);
    if (sent.isEmpty()) {
      return List.of();
    }
    Observation observation =
        averages.toObservation(
            patient,
            zone(session, entry.practice(), patient),
            span,
            sent.get().mean(),
            sent.get().status());
    orders(session, entry.practice(), patient, span.to()).in(observation);
    Subjects.of(session, manner, entry.practice(), patient).in(observation);
    return List.of(
        text.of(
            entry.practice(),
            observation,
            sent.get().version(),
            identifier(systems.observationKey(), observation.getIdPart())));
  }
}
