package dev.cuffline.gateway;

import dev.cuffline.gateway.billing.FeeTables;
import dev.cuffline.gateway.billing.PatientBilling;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.web.DeterminationSource;
import dev.cuffline.rules.billing.BillingAnswer;
import dev.cuffline.rules.billing.Checklist;
import dev.cuffline.rules.dataday.DataDay;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the API's question about both clocks of a patient. */
final class PatientClocks implements DeterminationSource {
  private static final Logger LOG = LoggerFactory.getLogger(PatientClocks.class);

  private final Database database;
  private final PatientBilling billing;
  private final FeeTables fees;

  /** Computes from this store. */
  PatientClocks(Database database, PatientBilling billing, FeeTables fees) {
    this.database = database;
    this.billing = billing;
    this.fees = fees;
  }

  @Override
  public Optional<Clocks> of(PracticeId practice, PatientId patient, Instant asOf) {
    return database
        .read(session -> billing.billed(session, practice, patient, asOf))
        .map(billed -> clocks(billed, true));
  }

  /** In one snapshot, so that every statement is prepared once and not once a patient. */
  @Override
  public Map<PatientId, Clocks> ofAll(
      PracticeId practice, Collection<PatientId> patients, Instant asOf) {
    return database.read(session -> {
      Map<PatientId, Clocks> all = new HashMap<>();
      for (PatientId patient : patients) {
        try {
          billing
              .billed(session, practice, patient, asOf)
              .ifPresent(billed -> all.put(patient, clocks(billed, false)));
        } catch (IllegalStateException unanswerable) {
          LOG.atWarn()
              .addKeyValue("practice", practice)
              .log("the clocks of a patient cannot be computed: its payer profile is missing");
        }
      }
      return all;
    });
  }

  /**
   * As the API says it.
   *
   * @param documents whether the documents behind each determination are looked through as well
   */
  private Clocks clocks(PatientBilling.Billed billed, boolean documents) {
    BillingAnswer answer = billed.answer();
    return new Clocks(
        answer.devicePeriods().stream().map(PatientClocks::period).toList(),
        answer.careMonths().stream().map(PatientClocks::month).toList(),
        answer.determinations().stream()
            .map(d -> determination(d, documents ? Checklist.of(billed.facts(), d) : List.of()))
            .toList());
  }

  private static DevicePeriod period(dev.cuffline.rules.dataday.DevicePeriod period) {
    return new DevicePeriod(
        period.range().from(),
        period.range().to(),
        period.dataDays().stream().map(DataDay::date).toList(),
        Stream.concat(period.held().stream(), period.excluded().stream())
            .map(reading ->
                new Excluded(reading.date(), reading.reading().value(), reading.reason().name()))
            .toList(),
        period.daysLeft(),
        period.reachable16(),
        period.lastDateToReach16());
  }

  private static CareMonth month(dev.cuffline.rules.caretime.CareMonth month) {
    return new CareMonth(
        month.month(),
        month.countedSeconds(),
        month.uncounted().stream()
            .map(entry ->
                new Uncounted(entry.entry().value(), entry.seconds(), entry.reason().name()))
            .toList(),
        month.liveContacts());
  }

  private Determination determination(
      dev.cuffline.rules.billing.Determination determination, List<Checklist.Item> documents) {
    Optional<FeeTables.Amount> amount =
        determination.units() == 0
            ? Optional.empty()
            : determination
                .dateOfService()
                .flatMap(date -> fees.amount(determination.code(), determination.units(), date));
    return new Determination(
        determination.code().value(),
        determination.units(),
        determination.dateOfService(),
        determination.period().map(period -> new Period(period.from(), period.to())),
        determination.status().name(),
        determination.reasons().stream().map(Enum::name).toList(),
        List.copyOf(determination.evidence()),
        determination.ruleSet(),
        determination.payerProfile(),
        boxed(determination.secondsToNext()),
        amount.map(FeeTables.Amount::dollars),
        amount.map(found -> found.table().name() + " " + found.table().status()),
        documents.stream()
            .map(item -> new Document(item.words(), item.state().name(), item.evidence()))
            .toList());
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }
}
