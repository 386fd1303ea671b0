package dev.cuffline.gateway.web.pages.billing;

import static dev.cuffline.gateway.access.Permission.BILL;
import static dev.cuffline.gateway.access.Permission.SEE_BILLING;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import dev.cuffline.gateway.billing.Batch;
import dev.cuffline.gateway.billing.BatchExport;
import dev.cuffline.gateway.billing.BillingRecords;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.billing.Claim;
import dev.cuffline.gateway.billing.ClaimFile;
import dev.cuffline.gateway.billing.ClaimState;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Renderer;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Shells;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.rules.reading.PatientId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was released together, and its files. */
final class BatchPages implements Area {
  private static final String ONE = BillingLinks.BATCHES + "/{batch}";
  private static final int BATCHES = 50;
  private static final int CLAIMS = 200;

  private final PageParts parts;
  private final BillingRooms billing;
  private final Shells shells;
  private final Renderer renderer;

  BatchPages(Frame frame) {
    this.parts = frame.parts();
    this.billing = frame.parts().billing();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(BillingLinks.BATCHES, SEE_BILLING, this::list)
        .get(ONE, SEE_BILLING, this::show)
        .post(ONE + "/export", BILL, this::export)
        .post(ONE + "/submit", BILL, this::submit);
  }

  private HttpResponse list(Visit visit) {
    String position = shells.position();
    Practice practice = visit.practice();
    long before = number(visit.parameter("before").orElse(""), Long.MAX_VALUE);
    List<Batch> batches = billing.records().batches(practice.id(), before, BATCHES);
    Shell shell = parts.database().read(db -> shells.of(db, visit, "Batches", "billing", position));
    return renderer.page(
        "billing/batches.jte",
        new BatchesView(
            shell,
            batches.stream()
                .map(b ->
                    new BatchesView.Line(
                        b.number(),
                        BillingLinks.batch(b.number()),
                        Words.month(b.month()),
                        b.actor(),
                        at(b.at(), practice),
                        b.claims(),
                        b.exports()))
                .toList(),
            batches.size() < BATCHES
                ? ""
                : BillingLinks.BATCHES + "?before=" + batches.getLast().number()));
  }

  private HttpResponse show(Visit visit) {
    String position = shells.position();
    Practice practice = visit.practice();
    BillingRecords.WholeBatch whole = find(visit);
    int page = (int) number(visit.parameter("page").orElse(""), 1);
    List<Claim> claims = whole.claims();
    int from = Math.min((page - 1) * CLAIMS, claims.size());
    int to = Math.min(from + CLAIMS, claims.size());
    List<Claim> shown = claims.subList(from, to);
    Map<PatientId, String> names = names(practice, shown);
    Shell shell = parts.database().read(db -> shells.of(db, visit, "Batch", "billing", position));
    Batch batch = whole.batch();
    return renderer.page(
        "billing/batch.jte",
        new BatchView(
            shell,
            batch.number(),
            Words.month(batch.month()),
            batch.month().toString(),
            batch.actor(),
            at(batch.at(), practice),
            (int) number(visit.parameter("left").orElse(""), 0),
            shown.stream().map(claim -> line(claim, names)).toList(),
            from + 1,
            claims.size(),
            (int) claims.stream().filter(c -> c.state() == ClaimState.RELEASED).count(),
            visit.may(BILL),
            whole.exports().stream().map(file -> file(file, practice)).toList(),
            to < claims.size() ? BillingLinks.batch(batch.number()) + "?page=" + (page + 1) : ""));
  }

  private Map<PatientId, String> names(Practice practice, List<Claim> claims) {
    return parts
        .database()
        .read(db -> {
          Map<PatientId, String> names = new HashMap<>();
          for (Claim claim : claims) {
            RegistryQueries.patient(db, practice.id(), claim.patient())
                .ifPresent(p -> names.put(p.id(), p.family() + ", " + p.given()));
          }
          return names;
        });
  }

  private static BatchView.Line line(Claim claim, Map<PatientId, String> names) {
    return new BatchView.Line(
        claim.id(),
        BillingLinks.claim(claim.id()),
        names.getOrDefault(claim.patient(), claim.patient().value()),
        claim.code().value(),
        claim.units(),
        Words.date(claim.dateOfService()),
        StateWords.of(claim.state()),
        claim.amount().map(StateWords::money).orElse(""),
        BillingLinks.packet(claim.patient().value(), claim.month()));
  }

  private BatchView.File file(BatchExport export, Practice practice) {
    return new BatchView.File(
        export.number() == 1 ? "Export" : "Re-export " + export.number(),
        export.sha256(),
        export.actor(),
        at(export.at(), practice));
  }

  private HttpResponse export(Visit visit) {
    find(visit);
    ClaimFile file = billing.desk().export(visit.practice().id(), batch(visit), visit.actor());
    return Downloads.of(
        MediaType.CSV_UTF_8, file.name(), file.content().getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse submit(Visit visit) {
    find(visit);
    billing.desk().submit(visit.practice().id(), batch(visit), visit.actor());
    return renderer.redirect(BillingLinks.batch(batch(visit)));
  }

  private BillingRecords.WholeBatch find(Visit visit) {
    return billing
        .records()
        .batch(visit.practice().id(), batch(visit))
        .orElseThrow(BillingPages::noSuchBatch);
  }

  private static long batch(Visit visit) {
    return number(visit.variable("batch"), 0);
  }

  private static long number(String text, long otherwise) {
    return text.matches("[1-9][0-9]{0,8}") ? Long.parseLong(text) : otherwise;
  }

  private Moment at(Instant instant, Practice practice) {
    return Moment.of(instant, practice.zone(), parts.clock().instant());
  }
}
