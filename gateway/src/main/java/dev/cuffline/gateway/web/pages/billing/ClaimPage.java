package dev.cuffline.gateway.web.pages.billing;

import static dev.cuffline.gateway.access.Permission.BILL;
import static dev.cuffline.gateway.access.Permission.SEE_BILLING;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.cuffline.gateway.billing.BillingRecords;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.billing.Claim;
import dev.cuffline.gateway.billing.ClaimState;
import dev.cuffline.gateway.billing.EvidenceSnapshot;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.BillingWords;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Renderer;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Shells;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.gateway.web.pages.Words;
import dev.cuffline.rules.billing.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One claim and what becomes of it. */
final class ClaimPage implements Area {
  private static final String PATH = Links.BILLING + "/claims/{claim}";

  private final PageParts parts;
  private final BillingRooms billing;
  private final Shells shells;
  private final Renderer renderer;

  ClaimPage(Frame frame) {
    this.parts = frame.parts();
    this.billing = frame.parts().billing();
    this.shells = frame.shells();
    this.renderer = frame.renderer();
  }

  @Override
  public void addTo(Routes routes) {
    routes
        .get(PATH, SEE_BILLING, visit -> page(visit, Problems.NONE, HttpStatus.OK))
        .post(PATH + "/state", BILL, this::move);
  }

  private HttpResponse move(Visit visit) {
    Claim claim = find(visit).claim();
    Optional<ClaimState> state =
        Arrays.stream(ClaimState.values())
            .filter(s -> s.name().equals(visit.field("state")))
            .findFirst();
    if (state.isEmpty()) {
      return page(
          visit, Problems.of("state", "Choose what follows"), HttpStatus.UNPROCESSABLE_ENTITY);
    }
    try {
      billing
          .desk()
          .move(visit.practice().id(), claim.id(), state.get(), visit.field("note"), visit.actor());
    } catch (RuntimeException fault) {
      return page(visit, Problems.of(fault), HttpStatus.UNPROCESSABLE_ENTITY);
    }
    return renderer.redirect(BillingLinks.claim(claim.id()));
  }

  private BillingRecords.WholeClaim find(Visit visit) {
    return billing
        .records()
        .claim(visit.practice().id(), visit.variable("claim"))
        .orElseThrow(BillingPages::noSuchClaim);
  }

  private HttpResponse page(Visit visit, Problems problems, HttpStatus status) {
    String position = shells.position();
    Practice practice = visit.practice();
    BillingRecords.WholeClaim whole = find(visit);
    Claim claim = whole.claim();
    EvidenceSnapshot then = whole.snapshot();
    Shell shell = parts.database().read(db -> shells.of(db, visit, "Claim", "billing", position));
    return renderer.page(
        status,
        "billing/claim.jte",
        new ClaimView(
            shell,
            claim.id(),
            "%s × %d, %s".formatted(claim.code(), claim.units(), Words.date(claim.dateOfService())),
            then.patient().family() + ", " + then.patient().given(),
            Links.patient(claim.patient().value()),
            claim.batch(),
            BillingLinks.batch(claim.batch()),
            StateWords.of(claim.state()),
            facts(claim, then),
            whole.events().stream()
                .map(event ->
                    new ClaimView.Step(
                        StateWords.of(event.state()),
                        event.note(),
                        event.actor(),
                        Moment.of(event.at(), practice.zone(), parts.clock().instant())))
                .toList(),
            visit.may(BILL)
                ? claim.state().next().stream()
                    .map(state -> new ClaimView.Deed(state.name(), StateWords.deed(state)))
                    .toList()
                : List.of(),
            whole.exceptions().stream()
                .map(e ->
                    new ClaimView.ExceptionLine(
                        BillingLinks.EXCEPTIONS + "/" + BillingLinks.encoded(e.id()),
                        StateWords.exception(e.kind()),
                        e.words(),
                        e.outcome().orElse("open")))
                .toList(),
            then.documents().stream()
                .map(d -> new ClaimView.Fact(d.document(), state(d.state())))
                .toList(),
            then.readings().size(),
            then.time().size(),
            BillingLinks.packet(claim.patient().value(), claim.month()),
            problems,
            visit.field("note")));
  }

  private static String state(String state) {
    return switch (state) {
      case "PRESENT" -> "on file";
      case "MISSING" -> "missing";
      default -> "not recorded here";
    };
  }

  private static List<ClaimView.Fact> facts(Claim claim, EvidenceSnapshot then) {
    EvidenceSnapshot.Line line = then.line();
    List<ClaimView.Fact> facts = new ArrayList<>();
    facts.add(new ClaimView.Fact("Period", Words.span(line.periodFrom(), line.periodTo())));
    facts.add(
        new ClaimView.Fact("Status at release", BillingWords.of(Status.valueOf(line.status()))));
    facts.add(
        new ClaimView.Fact(
            "Because",
            String.join("; ", line.reasons().stream().map(BillingWords::reason).toList())));
    then.reviewed().ifPresent(note -> facts.add(new ClaimView.Fact("Looked at", note)));
    facts.add(
        new ClaimView.Fact(
            "Billing practitioner",
            then.episode().practitionerName().orElse("—")
                + then.episode().npi().map(npi -> ", NPI " + npi).orElse("")));
    facts.add(new ClaimView.Fact("Diagnoses", String.join(" ", then.episode().diagnoses())));
    facts.add(
        new ClaimView.Fact("Payer profile, rule set", line.payerProfile() + ", " + line.ruleSet()));
    facts.add(
        new ClaimView.Fact(
            "Estimate",
            line.amount().map(StateWords::money).orElse("—")
                + line.fees().map(fees -> " by " + fees).orElse(", no fee table knows the code")));
    claim.replaces().ifPresent(id -> facts.add(new ClaimView.Fact("Replaces claim", id)));
    facts.add(new ClaimView.Fact("SHA-256 of the frozen evidence", claim.snapshotSha256()));
    return facts;
  }
}
