package dev.cuffline.rules.billing;

import dev.cuffline.rules.reading.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Of the answers by the rules of each payer, what holds: a determination is the payer's of its date
 * of service, and is for review where the payer changes inside its period (R5a).
 */
record PayerChanges(List<DatedPayer> payers) {
  PayerChanges {
    payers = payers.stream().sorted(Comparator.comparing(DatedPayer::from)).toList();
  }

  /** One period of one code is one payer's, whatever their dates of service. */
  private record Key(BillingCode code, Optional<DateRange> period) {}

  /** The answers must be in the order of the payers. */
  BillingAnswer merge(List<BillingAnswer> answers, LocalDate today) {
    Map<Key, Determination> chosen = new LinkedHashMap<>();
    Map<Key, Determination> rest = new LinkedHashMap<>();
    List<BillingException> exceptions = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      int payer = i;
      for (Determination determination : answers.get(i).determinations()) {
        Key key = new Key(determination.code(), determination.period());
        rest.put(key, determination);
        if (payerOn(date(determination, today)) == payer) {
          chosen.putIfAbsent(key, determination);
        }
      }
      answers.get(i).exceptions().stream()
          .filter(exception -> payerOn(exception.claim().period().to()) == payer)
          .forEach(exceptions::add);
    }
    BillingAnswer now = answers.get(payerOn(today));
    List<Determination> all =
        rest.keySet().stream()
            .map(key -> chosen.getOrDefault(key, rest.get(key)))
            .map(this::forReview)
            .toList();
    return new BillingAnswer(
        all, now.devicePeriods(), now.careMonths(), exceptions, now.nudges(), now.anchor());
  }

  private static LocalDate date(Determination determination, LocalDate today) {
    return determination
        .dateOfService()
        .or(() -> determination.period().map(DateRange::to))
        .orElse(today);
  }

  private int payerOn(LocalDate date) {
    int payer = 0;
    for (int i = 1; i < payers.size(); i++) {
      payer = payers.get(i).from().isAfter(date) ? payer : i;
    }
    return payer;
  }

  private Determination forReview(Determination determination) {
    boolean changes =
        determination.status() != Status.NONE
            && determination
                .period()
                .filter(period ->
                    payers.stream()
                        .skip(1)
                        .map(DatedPayer::from)
                        .anyMatch(from -> period.contains(from) && from.isAfter(period.from())))
                .isPresent();
    return changes ? determination.review(ReasonCode.PAYER_CHANGED) : determination;
  }
}
