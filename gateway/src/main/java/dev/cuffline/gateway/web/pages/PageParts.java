package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.registry.AlertActions;
import dev.cuffline.gateway.registry.ApiTokens;
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
 * @param tokens what people sign in with
 * @param alertActions called inside the transaction of an acknowledgement
 * @param determinations computes both clocks
 * @param billing months, batches, claims and exceptions
 * @param live where a page that is read now has to go on listening
 * @param clock of "now" and of sessions
 */
public record PageParts(
    Database database,
    Registry registry,
    ApiTokens tokens,
    AlertActions alertActions,
    DeterminationSource determinations,
    BillingRooms billing,
    LiveHub live,
    Clock clock) {}
