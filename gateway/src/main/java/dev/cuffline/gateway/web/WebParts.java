package dev.cuffline.gateway.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.server.HttpServiceWithRoutes;
import dev.cuffline.gateway.access.Access;
import dev.cuffline.gateway.audit.AuditLog;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.ops.ReadinessCheck;
import dev.cuffline.gateway.registry.AlertActions;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.web.live.LiveHub;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the server serves.
 *
 * @param database read by lists
 * @param registry takes commands
 * @param access lets programs and people in
 * @param audit takes what was looked at and done
 * @param alertActions called inside the transaction of an alert's acknowledgement, snooze, contact
 *     or resolution
 * @param ownRulesCheck refuses changes to rules that do not fit the rule pack, with {@link
 *     IllegalArgumentException}
 * @param quarantine shows and judges again what waits in quarantine
 * @param formats the payload formats in use
 * @param ehr what an EHR knows of our patients
 * @param determinations computes both clocks
 * @param billing months, batches, claims and exceptions
 * @param ingest takes transmissions, with its own routes, limits and authentication
 * @param live tells the event streams what changed; closed with the server
 * @param pages for people, beside the API
 * @param publicKeys our public keys as a JWK set, for FHIR servers that give us tokens
 * @param metrics scraped at {@code /metrics}
 * @param checks asked by {@code /health/ready}
 * @param clock the instant of a question without {@code asOf}
 */
public record WebParts(
    Database database,
    Registry registry,
    Access access,
    AuditLog audit,
    AlertActions alertActions,
    Consumer<JsonNode> ownRulesCheck,
    QuarantineDesk quarantine,
    FormatFiles formats,
    EhrRecords ehr,
    DeterminationSource determinations,
    BillingRooms billing,
    HttpServiceWithRoutes ingest,
    LiveHub live,
    WebPages pages,
    Supplier<String> publicKeys,
    PrometheusMeterRegistry metrics,
    List<ReadinessCheck> checks,
    Clock clock) {
  /** Copies the list. */
  public WebParts {
    checks = List.copyOf(checks);
  }
}
