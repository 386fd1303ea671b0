package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.access.Access;
import dev.cuffline.gateway.alerting.Rulings;
import dev.cuffline.gateway.audit.AuditLog;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.registry.AlertActions;
import dev.cuffline.gateway.registry.CareTimers;
import dev.cuffline.gateway.registry.Registry;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.web.DeterminationSource;
import dev.cuffline.gateway.web.live.LiveHub;
import java.time.Clock;

/**
 * What the pages show and do.
 *
 * @param database read by every page
 * @param registry takes commands
 * @param timers of people who work on a patient
 * @param access by which people sign in
 * @param audit takes what was looked at and done
 * @param alertActions called inside the transaction of an acknowledgement
 * @param rulings which rules hold for whom; {@code of} is not for pages
 * @param determinations computes both clocks
 * @param billing months, batches, claims and exceptions
 * @param live where a page that is read now has to go on listening
 * @param engine what runs behind the pages
 * @param clock of "now" and of sessions
 */
public record PageParts(
    Database database,
    Registry registry,
    CareTimers timers,
    Access access,
    AuditLog audit,
    AlertActions alertActions,
    Rulings rulings,
    DeterminationSource determinations,
    BillingRooms billing,
    LiveHub live,
    Engine engine,
    Clock clock) {}
