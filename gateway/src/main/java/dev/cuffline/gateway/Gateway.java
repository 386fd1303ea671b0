package dev.cuffline.gateway;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.gateway.access.Access;
import dev.cuffline.gateway.access.oidc.OidcProvider;
import dev.cuffline.gateway.alerting.AlertTimer;
import dev.cuffline.gateway.alerting.PatientAlerts;
import dev.cuffline.gateway.alerting.Rulings;
import dev.cuffline.gateway.audit.AuditKey;
import dev.cuffline.gateway.audit.AuditLog;
import dev.cuffline.gateway.billing.BillingDesk;
import dev.cuffline.gateway.billing.BillingRecords;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.billing.Boards;
import dev.cuffline.gateway.billing.FeeTables;
import dev.cuffline.gateway.billing.OpenDrafts;
import dev.cuffline.gateway.billing.Packets;
import dev.cuffline.gateway.billing.PatientBilling;
import dev.cuffline.gateway.billing.PayerProfiles;
import dev.cuffline.gateway.billing.PracticeAudits;
import dev.cuffline.gateway.billing.TimePreviews;
import dev.cuffline.gateway.delivery.Delivery;
import dev.cuffline.gateway.delivery.FhirResources;
import dev.cuffline.gateway.delivery.PressureMeans;
import dev.cuffline.gateway.ingress.Reception;
import dev.cuffline.gateway.ingress.bridge.IngestService;
import dev.cuffline.gateway.ingress.listener.MqttListener;
import dev.cuffline.gateway.ingress.subscriber.BrokerSubscriber;
import dev.cuffline.gateway.ingress.subscriber.SubscriberSettings;
import dev.cuffline.gateway.intake.Desk;
import dev.cuffline.gateway.intake.Intake;
import dev.cuffline.gateway.intake.IntakeMetrics;
import dev.cuffline.gateway.intake.Judging;
import dev.cuffline.gateway.intake.Rejudging;
import dev.cuffline.gateway.journal.SqliteJournal;
import dev.cuffline.gateway.ops.DataFolder;
import dev.cuffline.gateway.ops.Health;
import dev.cuffline.gateway.ops.ReadinessCheck;
import dev.cuffline.gateway.ops.Trace;
import dev.cuffline.gateway.registry.CareTimers;
import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.registry.SourceDirectory;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.store.StoreIdentity;
import dev.cuffline.gateway.web.WebParts;
import dev.cuffline.gateway.web.WebServer;
import dev.cuffline.gateway.web.WebSettings;
import dev.cuffline.gateway.web.live.LiveHub;
import dev.cuffline.gateway.web.pages.Engine;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Pages;
import dev.cuffline.rules.reading.PracticeId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A running gateway: every room, joined by plain constructors in the order of the data's way.
 *
 * <p>It stops in the opposite order: first nobody may send any more, then the batch under way is
 * judged, last the files are closed. What is not judged by then waits in the journal.
 */
final class Gateway implements AutoCloseable {
  private final Parts parts;
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final FhirJson fhir = new FhirJson();
  private final Clock clock;
  private final DataFolder folder;
  private final SqliteJournal journal;
  private final Database database;
  private final Registry registry;
  private final Access access;
  private final List<Delivery> deliveries;
  private final Intake intake;
  private final WebServer web;
  private final MqttListener mqtt;
  private volatile List<BrokerSubscriber> subscribers = List.of();

  private Gateway(Configuration configuration, Clock clock, Parts parts) throws IOException {
    this.parts = parts;
    this.clock = clock;
    Rulings rulings = Rulings.read(configuration.alertRules());
    PayerProfiles payers = PayerProfiles.read(configuration.payers());
    UsedFormats formats = UsedFormats.read(configuration);
    folder = parts.opened(DataFolder.open(configuration.data().folder()));
    journal = parts.opened(SqliteJournal.open(folder.path(), configuration.journal(), metrics));
    database = parts.opened(Stores.open(configuration.store(), folder.path()));
    FormatVersions.keep(database, formats.described(), clock.instant());
    StoreIdentity identity = StoreIdentity.of(database);
    deliveries =
        new Deliveries(folder.path(), database, fhir, clock, metrics)
            .start(configuration.destinations(), parts);

    DeviceDirectory devices = new DeviceDirectory();
    List<String> destinations =
        configuration.destinations().stream().map(Destination::ledger).toList();
    PatientAlerts alerts = new PatientAlerts(rulings, destinations);
    IntakeMetrics intakeMetrics = new IntakeMetrics(metrics);
    Judging judging =
        JudgingParts.judging(
            configuration, formats.all(), rulings, alerts, identity, devices, destinations);
    Rejudging rejudging = new Rejudging(journal, judging, clock, intakeMetrics);
    SourceDirectory sources = new SourceDirectory(database);
    registry = new Registry(database, clock, sources, devices, rejudging);
    access = Access.of(database, clock, configuration.oidc().map(OidcProvider::new));
    AdminToken.ensure(access.tokens(), folder.path());
    AuditLog audit = parts.opened(new AuditLog(database, AuditKey.ensure(folder.path()), clock));

    intake = parts.opened(new Intake(journal, database, judging, clock, intakeMetrics));
    intake.start();
    parts.opened(new AlertTimer(database, alerts, clock)).start();
    parts
        .opened(new PressureMeans(database, rulings.usual().settings(), destinations, clock))
        .start();

    PatientBilling patientBilling = new PatientBilling(payers);
    FeeTables fees = FeeTables.read(configuration.fees());
    PatientClocks clocks = new PatientClocks(database, patientBilling, fees);
    BillingRooms billing =
        new BillingRooms(
            new BillingDesk(database, patientBilling, fees, configuration.claims(), clock),
            new BillingRecords(database, Gateway::drafts, clock),
            parts.opened(new Boards(database, patientBilling, fees, clock)),
            new Packets(database, patientBilling, fees, clock),
            new TimePreviews(database, patientBilling),
            new PracticeAudits(database.reads(), payers));
    LiveHub live = parts.opened(new LiveHub(database));
    WebSettings http = new WebSettings(configuration.http().host(), configuration.http().port());
    Desk desk = new Desk(database, journal, rejudging, clock);
    FormatReload reload = new FormatReload(configuration, database, judging, clock);
    Pages pages =
        new Pages(
            new PageParts(
                database,
                registry,
                new CareTimers(database, registry, clock),
                access,
                audit,
                rejudging,
                rulings,
                clocks,
                billing,
                live,
                new Engine(
                    desk,
                    reload,
                    trace(identity),
                    journal,
                    intake::position,
                    () -> deliveries.stream().map(Delivery::status).toList(),
                    metrics,
                    new Health(checks()),
                    folder.path(),
                    Version.number()),
                clock),
            http);
    Reception reception = new Reception(journal, clock, metrics);
    web =
        parts.opened(
            new WebServer(
                http,
                new WebParts(
                    database,
                    registry,
                    access,
                    audit,
                    rejudging,
                    rulings::check,
                    desk,
                    reload,
                    new EhrRefresh(configuration.destinations(), database, registry, fhir, clock),
                    clocks,
                    billing,
                    new IngestService(
                        sources, reception, Settings.ingest(configuration.http().ingest())),
                    live,
                    pages,
                    () -> Deliveries.publicKeys(configuration.destinations()),
                    metrics,
                    checks(),
                    clock)));
    mqtt =
        parts.opened(
            MqttListener.start(
                Settings.listener(configuration.mqtt()), sources, reception, metrics, clock));
    subscribers = subscribers(configuration, reception);
    Thread.ofPlatform().daemon().name("cuffline-fhir-warm-up").start(fhir::warmUp);
  }

  /**
   * Starts a gateway; it listens when this returns.
   *
   * @throws RuntimeException with a message for people: what is wrong, and which setting mends it
   */
  static Gateway start(Configuration configuration, Clock clock) throws IOException {
    Parts parts = new Parts();
    try {
      return new Gateway(configuration, clock, parts);
    } catch (IOException | RuntimeException fault) {
      parts.close();
      throw fault;
    }
  }

  private List<BrokerSubscriber> subscribers(Configuration configuration, Reception reception) {
    List<BrokerSubscriber> started = new ArrayList<>();
    for (SubscriberSettings settings : configuration.subscribers()) {
      Subscribers.tellMissingPractice(settings, database);
      started.add(
          parts.opened(
              BrokerSubscriber.start(
                  Subscribers.withClientId(settings, journal.epoch()),
                  reception,
                  configuration.mqtt().drainTimeout(),
                  clock,
                  metrics)));
    }
    return List.copyOf(started);
  }

  private List<ReadinessCheck> checks() {
    return List.of(
        check(
            "journal",
            journal::healthy,
            "the journal cannot be written: nothing is acknowledged; look at the log, free disk"
                + " space, restart"),
        check(
            "intake",
            intake::healthy,
            "judging has stopped: what arrives waits in the journal; look at the log"),
        check(
            "delivery",
            () -> deliveries.stream().allMatch(Delivery::healthy),
            "a destination does not take what is sent; the outbox keeps it; look at the log"),
        // Not required: whoever is sent elsewhere because of a broker's fault is no better off, and
        // the cuffs at our own door are.
        new ReadinessCheck("subscriber", () -> Subscribers.problem(subscribers), false));
  }

  private Trace trace(StoreIdentity identity) {
    return new Trace(
        journal::find, (reading, owner) -> FhirResources.observationIds(identity, reading, owner));
  }

  private static List<OpenDrafts.Draft> drafts(
      Session session, PracticeId practice, Instant from, Instant to) throws SQLException {
    return CareTimers.open(session, practice, from, to).stream()
        .map(draft -> new OpenDrafts.Draft(draft.patient(), draft.actor(), draft.start()))
        .toList();
  }

  private static ReadinessCheck check(String name, BooleanSupplier healthy, String problem) {
    return new ReadinessCheck(
        name, () -> healthy.getAsBoolean() ? Optional.empty() : Optional.of(problem));
  }

  /** Commands of people, for the demo, which enrols its own. */
  Registry registry() {
    return registry;
  }

  /** Who is let in. */
  Access access() {
    return access;
  }

  /** The store, for the demo's summary. */
  Database database() {
    return database;
  }

  /** The journal, for the demo's summary. */
  SqliteJournal journal() {
    return journal;
  }

  /** The folder in use. */
  DataFolder folder() {
    return folder;
  }

  /** Waits until everything that is durable now is judged, and everything judged is sent. */
  void settle() {
    intake.awaitPosition(journal.head());
    deliveries.forEach(Delivery::awaitIdle);
  }

  /** The port of MQTT in plain text, which must not be off. */
  int mqttPort() {
    return mqtt.port().orElseThrow(() -> new IllegalStateException("mqtt.port must not be off"));
  }

  /** Where it listens, in words. */
  String listening(Configuration settings) {
    List<String> all = new ArrayList<>();
    mqtt.port().ifPresent(port -> all.add("MQTT on " + settings.mqtt().host() + ":" + port));
    all.add("HTTP on " + settings.http().host() + ":" + httpPort());
    mqtt.tlsPort()
        .ifPresent(
            port -> all.add("MQTT with TLS on " + settings.mqtt().tls().host() + ":" + port));
    return String.join(", ", all);
  }

  int httpPort() {
    return web.port();
  }

  @Override
  public void close() {
    parts.close();
  }
}
