package dev.cuffline.gateway.web;

import static dev.cuffline.gateway.access.Permission.BILL;
import static dev.cuffline.gateway.access.Permission.SEE_BILLING;

import dev.cuffline.gateway.billing.Batch;
import dev.cuffline.gateway.billing.BillingRooms;
import dev.cuffline.gateway.billing.Board;
import dev.cuffline.gateway.billing.BoardLine;
import dev.cuffline.gateway.billing.ClaimException;
import dev.cuffline.gateway.billing.ClaimState;
import dev.cuffline.gateway.billing.LineKey;
import dev.cuffline.gateway.billing.Release;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** {@code /billing}: a month's end, batches, claims and where they differ from the evidence. */
final class ClaimResource {
  private final BillingRooms billing;

  ClaimResource(WebParts parts) {
    this.billing = parts.billing();
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/billing/months/{month}", SEE_BILLING, this::month),
        Endpoint.get("/billing/months/{month}/determinations", SEE_BILLING, this::determinations),
        Endpoint.post("/billing/months/{month}/close", BILL, this::close),
        Endpoint.post("/billing/months/{month}/reopen", BILL, this::reopen),
        Endpoint.post("/billing/months/{month}/release", BILL, this::release),
        Endpoint.get("/billing/batches", SEE_BILLING, this::batches),
        Endpoint.get("/billing/batches/{batch}", SEE_BILLING, this::batch),
        Endpoint.post("/billing/batches/{batch}/export", BILL, this::export),
        Endpoint.get("/billing/claims/{claim}", SEE_BILLING, this::claim),
        Endpoint.post("/billing/claims/{claim}/state", BILL, this::move),
        Endpoint.get("/billing/exceptions", SEE_BILLING, this::exceptions),
        Endpoint.post("/billing/exceptions/{exception}/assign", BILL, this::assign),
        Endpoint.post("/billing/exceptions/{exception}/settle", BILL, this::settle));
  }

  private Answer month(Call call) {
    return Answer.ok(
        ClaimViews.Month.of(
            billing
                .records()
                .month(call.practice(), yearMonth(call))
                .orElseThrow(() -> ProblemException.notFound("practice"))));
  }

  private Answer determinations(Call call) {
    Board board = billing.boards().get(call.practice(), yearMonth(call));
    String after = call.cursor(1).map(List::getFirst).orElse("");
    int from = 0;
    for (int i = 0; i < board.lines().size() && !after.isEmpty(); i++) {
      if (board.lines().get(i).key().text().equals(after)) {
        from = i + 1;
      }
    }
    List<BoardLine> rows =
        board.lines().subList(from, Math.min(board.lines().size(), from + call.limit() + 1));
    return Answer.ok(
        Listing.of(
            rows.stream().map(ClaimViews.Line::of).toList(),
            call.limit(),
            line -> List.of(line.line())));
  }

  private Answer close(Call call) {
    call.body().done();
    billing.desk().close(call.practice(), yearMonth(call), call.actor());
    return month(call);
  }

  private Answer reopen(Call call) {
    JsonIn body = call.body();
    String reason = body.text("reason");
    body.done();
    billing.desk().reopen(call.practice(), yearMonth(call), reason, call.actor());
    return month(call);
  }

  private Answer release(Call call) {
    JsonIn body = call.body();
    List<LineKey> lines =
        body.texts(
            "lines", LineKey::parse, "the line of a determination such as p-1/99454/2026-01-05");
    Optional<String> reviewed = body.optionalText("reviewed");
    body.done();
    Release release =
        billing.desk().release(call.practice(), yearMonth(call), lines, reviewed, call.actor());
    return release.batch().isPresent()
        ? Answer.created(
            ClaimViews.Released.of(release), "/billing/batches/" + release.batch().get())
        : Answer.ok(ClaimViews.Released.of(release));
  }

  private Answer batches(Call call) {
    long before =
        call.cursor(1).map(List::getFirst).map(ClaimResource::number).orElse(Long.MAX_VALUE);
    List<Batch> rows = billing.records().batches(call.practice(), before, call.limit() + 1);
    return Answer.ok(
        Listing.of(rows, call.limit(), batch -> List.of(String.valueOf(batch.number()))));
  }

  private Answer batch(Call call) {
    return Answer.ok(
        ClaimViews.WholeBatch.of(
            billing
                .records()
                .batch(call.practice(), number(call.variable("batch")))
                .orElseThrow(() -> ProblemException.notFound("batch"))));
  }

  private Answer export(Call call) {
    call.body().done();
    return Answer.ok(
        ClaimViews.File.of(
            billing.desk().export(call.practice(), number(call.variable("batch")), call.actor())));
  }

  private Answer claim(Call call) {
    return Answer.ok(
        ClaimViews.WholeClaim.of(
            billing
                .records()
                .claim(call.practice(), call.variable("claim"))
                .orElseThrow(() -> ProblemException.notFound("claim"))));
  }

  private Answer move(Call call) {
    JsonIn body = call.body();
    ClaimState state = body.word("state", ClaimState.class);
    String note = body.optionalText("note").orElse("");
    body.done();
    return Answer.ok(
        ClaimViews.OneClaim.of(
            billing
                .desk()
                .move(call.practice(), call.variable("claim"), state, note, call.actor())));
  }

  private Answer exceptions(Call call) {
    return Answer.ok(Listing.all(billing.records().openExceptions(call.practice())));
  }

  private Answer assign(Call call) {
    JsonIn body = call.body();
    String owner = body.text("owner");
    var due = body.date("dueOn");
    body.done();
    ClaimException assigned =
        billing
            .desk()
            .assign(call.practice(), call.variable("exception"), owner, due, call.actor());
    return Answer.ok(assigned);
  }

  private Answer settle(Call call) {
    JsonIn body = call.body();
    String outcome = body.text("outcome");
    body.done();
    return Answer.ok(
        billing.desk().settle(call.practice(), call.variable("exception"), outcome, call.actor()));
  }

  private static YearMonth yearMonth(Call call) {
    try {
      return YearMonth.parse(call.variable("month"));
    } catch (DateTimeException none) {
      throw ProblemException.notFound("month; months are written as 2026-01");
    }
  }

  /** A number that no batch has for what is none. */
  private static long number(String text) {
    return text.matches("[1-9][0-9]{0,8}") ? Long.parseLong(text) : 0;
  }
}
