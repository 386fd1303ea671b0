package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.delivery.DeliveryStatus;
import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.ops.Health;
import dev.cuffline.gateway.ops.Trace;
import dev.cuffline.gateway.web.FormatFiles;
import dev.cuffline.gateway.web.QuarantineDesk;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What runs behind the pages, for those who look after it.
 *
 * @param quarantine shows and judges again what waits in quarantine
 * @param formats the payload formats in use
 * @param trace follows a transmission
 * @param journal what was received
 * @param judged the last journal position that is judged
 * @param deliveries how each destination stands
 * @param metrics what has been counted since start
 * @param health every check
 * @param folder of the data
 * @param version of this program
 */
public record Engine(
    QuarantineDesk quarantine,
    FormatFiles formats,
    Trace trace,
    Journal journal,
    LongSupplier judged,
    Supplier<List<DeliveryStatus>> deliveries,
    MeterRegistry metrics,
    Health health,
    Path folder,
    String version) {}
