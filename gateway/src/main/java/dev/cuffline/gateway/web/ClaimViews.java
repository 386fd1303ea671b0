package dev.cuffline.gateway.web;

import dev.cuffline.gateway.billing.Batch;
import dev.cuffline.gateway.billing.BatchExport;
import dev.cuffline.gateway.billing.BillingRecords;
import dev.cuffline.gateway.billing.BoardLine;
import dev.cuffline.gateway.billing.Claim;
import dev.cuffline.gateway.billing.ClaimEvent;
import dev.cuffline.gateway.billing.ClaimException;
import dev.cuffline.gateway.billing.ClaimFile;
import dev.cuffline.gateway.billing.EvidenceSnapshot;
import dev.cuffline.gateway.billing.MonthEvent;
import dev.cuffline.gateway.billing.Release;
import dev.cuffline.rules.reading.PatientId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** How months, batches and claims look over the API. */
final class ClaimViews {
  private ClaimViews() {}

  /** A determination of a month; {@code line} names it for a release. */
  record Line(
      String line,
      PatientId patient,
      String code,
      int units,
      LocalDate dos,
      LocalDate from,
      LocalDate to,
      String status,
      List<String> reasons,
      String payerProfile,
      Optional<String> practitioner,
      Optional<BigDecimal> amount,
      Optional<String> needs,
      Optional<Long> needsAmount,
      List<String> missingDocuments,
      Optional<String> claim) {
    static Line of(BoardLine line) {
      return new Line(
          line.key().text(),
          line.key().patient(),
          line.code().value(),
          line.units(),
          line.dateOfService(),
          line.period().from(),
          line.period().to(),
          line.status().name(),
          line.reasons().stream().map(Enum::name).toList(),
          line.payer(),
          line.practitioner(),
          line.amount(),
          line.step().map(step -> step.kind().name()),
          line.step().map(step -> step.amount()).filter(amount -> amount > 0),
          line.missing(),
          line.claim().map(Claim::id));
    }
  }

  /** How a month stands. */
  record Month(
      String month,
      boolean closed,
      Instant closable,
      List<MonthEvent> events,
      int drafts,
      List<BillingRecords.LateTime> late,
      List<Long> batches) {
    static Month of(BillingRecords.Month month) {
      return new Month(
          month.month().toString(),
          month.closed(),
          month.closable(),
          month.events(),
          month.drafts().size(),
          month.late(),
          month.batches().stream().map(batch -> batch.number()).toList());
    }
  }

  /** A claim line. */
  record OneClaim(
      String id,
      long batch,
      PatientId patient,
      String enrolment,
      String code,
      int units,
      LocalDate dos,
      LocalDate from,
      LocalDate to,
      String state,
      Optional<String> replaces,
      Optional<BigDecimal> amount,
      String snapshotSha256,
      String releasedBy,
      Instant releasedAt) {
    static OneClaim of(Claim claim) {
      return new OneClaim(
          claim.id(),
          claim.batch(),
          claim.patient(),
          claim.enrolment(),
          claim.code().value(),
          claim.units(),
          claim.dateOfService(),
          claim.period().from(),
          claim.period().to(),
          claim.state().name(),
          claim.replaces(),
          claim.amount(),
          claim.snapshotSha256(),
          claim.releasedBy(),
          claim.releasedAt());
    }
  }

  /** A claim with its steps and its frozen evidence. */
  record WholeClaim(
      OneClaim claim,
      List<ClaimEvent> steps,
      EvidenceSnapshot snapshot,
      List<ClaimException> exceptions) {
    static WholeClaim of(BillingRecords.WholeClaim whole) {
      return new WholeClaim(
          OneClaim.of(whole.claim()), whole.events(), whole.snapshot(), whole.exceptions());
    }
  }

  /** A batch with its claims. */
  record WholeBatch(Batch batch, List<OneClaim> claims, List<BatchExport> exports) {
    static WholeBatch of(BillingRecords.WholeBatch whole) {
      return new WholeBatch(
          whole.batch(), whole.claims().stream().map(OneClaim::of).toList(), whole.exports());
    }
  }

  /** What came of a release. */
  record Released(Optional<Long> batch, List<OneClaim> claims, List<Refused> refused) {
    /** One that was not released. */
    record Refused(String line, String problem) {}

    static Released of(Release release) {
      return new Released(
          release.batch(),
          release.claims().stream().map(OneClaim::of).toList(),
          release.refused().stream()
              .map(refused -> new Refused(refused.line().text(), refused.problem()))
              .toList());
    }
  }

  /** A claims file; {@code mark} says that it is not the first. */
  record File(String name, int number, Optional<String> mark, String csv) {
    static File of(ClaimFile file) {
      return new File(file.name(), file.number(), file.mark(), file.content());
    }
  }
}
