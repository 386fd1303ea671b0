package dev.cuffline.gateway.billing;

import dev.cuffline.gateway.billing.EvidenceSnapshot.Measured;
import dev.cuffline.gateway.billing.EvidenceSnapshot.Work;
import dev.cuffline.gateway.registry.Secrets;
import dev.cuffline.rules.billing.BillingException;
import dev.cuffline.rules.billing.Determination;
import dev.cuffline.rules.billing.ReasonCode;
import dev.cuffline.rules.billing.RuleSets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares released claims with what the rules say of the evidence today (R17, R18, R51). */
final class ClaimWatch {
  /** Fetches the frozen snapshot of a claim; asked only where its evidence differs. */
  @FunctionalInterface
  interface SnapshotOf {
    EvidenceSnapshot get(Claim claim) throws SQLException;
  }

  /** Where live claims of a patient differ from what the rules say now. */
  List<ExceptionTable.Found> differences(
      PatientBilling.Billed billed, List<Claim> claims, SnapshotOf snapshots) throws SQLException {
    List<ExceptionTable.Found> found = new ArrayList<>();
    for (Claim claim : claims) {
      if (!claim.enrolment().equals(billed.enrolment())) {
        continue;
      }
      Optional<Determination> now = now(billed, claim);
      List<Measured> readings =
          now.map(d -> Evidence.readings(billed.facts(), d)).orElse(List.of());
      List<Work> time = now.map(d -> Evidence.time(billed.facts(), d)).orElse(List.of());
      String evidence = EvidenceSnapshot.sha256Of(readings, time);
      Optional<ReasonCode> ruled = ruled(billed, claim);
      if (ruled.isEmpty() && evidence.equals(claim.evidenceSha256())) {
        continue;
      }
      EvidenceSnapshot then = snapshots.get(claim);
      List<String> words = new ArrayList<>();
      now.ifPresent(d -> claimed(claim, d).ifPresent(words::add));
      compare("reading", then.readings(), readings, Measured::id).ifPresent(words::add);
      compare("time entry", then.time(), time, Work::id).ifPresent(words::add);
      if (ruled.isEmpty() && words.isEmpty()) {
        continue;
      }
      Kind kind = ruled.map(Kind::of).orElse(Kind.EVIDENCE_CHANGED);
      found.add(
          new ExceptionTable.Found(
              claim.id(),
              claim.patient(),
              kind,
              String.join("; ", words),
              Secrets.sha256Hex(kind + " " + evidence)));
    }
    return found;
  }

  /** Why somebody has to look. */
  enum Kind {
    /** The evidence no longer carries the claim (R18). */
    OVERPAYMENT_RISK,
    /** Late evidence would raise it (R17). */
    LATE_DATA_AFTER_CLAIM,
    /** The evidence is another now, and still carries it. */
    EVIDENCE_CHANGED;

    static Kind of(ReasonCode reason) {
      return reason == ReasonCode.OVERPAYMENT_RISK ? OVERPAYMENT_RISK : LATE_DATA_AFTER_CLAIM;
    }
  }

  /** As the rules say; for a code that they do not compare, fewer units than claimed. */
  private static Optional<ReasonCode> ruled(PatientBilling.Billed billed, Claim claim) {
    Optional<ReasonCode> ruled =
        billed.answer().exceptions().stream()
            .filter(e -> e.claim().code().equals(claim.code()))
            .filter(e -> e.claim().period().equals(claim.period()))
            .map(BillingException::reason)
            .findFirst();
    boolean compared =
        RuleSets.deviceCodes().contains(claim.code())
            || RuleSets.timeCodes().contains(claim.code())
            || RuleSets.all().stream().anyMatch(r -> r.addOn().code().equals(claim.code()));
    return ruled.or(() ->
        !compared
                && !isSetUp(claim)
                && now(billed, claim).filter(d -> d.units() < claim.units()).isPresent()
            ? Optional.of(ReasonCode.OVERPAYMENT_RISK)
            : Optional.empty());
  }

  /** Set-up says that it was billed already, and has no units from then on. */
  private static boolean isSetUp(Claim claim) {
    return RuleSets.all().stream().anyMatch(r -> r.setup().code().equals(claim.code()));
  }

  private static Optional<Determination> now(PatientBilling.Billed billed, Claim claim) {
    LineKey key = new LineKey(claim.patient(), claim.code(), claim.period().from());
    return billed.answer().determinations().stream().filter(key::names).findFirst();
  }

  private static Optional<String> claimed(Claim claim, Determination now) {
    return now.units() == claim.units() || isSetUp(claim)
        ? Optional.empty()
        : Optional.of("%d released, %d now".formatted(claim.units(), now.units()));
  }

  private static <T> Optional<String> compare(
      String what, List<T> then, List<T> now, Function<T, String> id) {
    Map<String, T> before = then.stream().collect(Collectors.toMap(id, Function.identity()));
    Map<String, T> after = now.stream().collect(Collectors.toMap(id, Function.identity()));
    long gone = before.keySet().stream().filter(key -> !after.containsKey(key)).count();
    long added = after.keySet().stream().filter(key -> !before.containsKey(key)).count();
    long changed =
        before.entrySet().stream()
            .filter(
                e -> after.containsKey(e.getKey()) && !e.getValue().equals(after.get(e.getKey())))
            .count();
    List<String> words = new ArrayList<>();
    count(gone, what, "no longer there", words);
    count(added, what, "added", words);
    count(changed, what, "changed", words);
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
  }

  private static void count(long number, String what, String did, List<String> words) {
    if (number > 0) {
      String many = what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
      words.add(number + " " + (number == 1 ? what : many) + " " + did);
    }
  }
}
