package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.registry.Circumstances.Payer;
import dev.cuffline.gateway.registry.Circumstances.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is on file of an enrolment, as far as an EHR can say something about it. */
record EhrFiling(Enrolment enrolment, Circumstances circumstances) {
  /**
   * The same with what an EHR says, whatever stood there.
   *
   * @throws InvalidValueException when it does not say enough
   */
  EhrFiling with(EhrStatement said) {
    return switch (said.kind()) {
      case PAYER -> withPayer(said);
      case CONSENT ->
          enrolled(enrolment.payerProfile(), enrolment.order(), consent(said), established());
      case ORDER ->
          enrolled(enrolment.payerProfile(), order(said), enrolment.consent(), established());
      case ESTABLISHED ->
          enrolled(enrolment.payerProfile(), enrolment.order(), enrolment.consent(), true);
      case FACILITY_STAY ->
          withStay(new Span(required(said.from(), "date"), said.to()), said.over());
    };
  }

  private boolean established() {
    return enrolment.establishedPatient();
  }

  private EhrFiling enrolled(String payer, Order order, Consent consent, boolean established) {
    return new EhrFiling(enrolment.with(payer, order, consent, established), circumstances);
  }

  private EhrFiling withPayer(EhrStatement said) {
    LocalDate from = required(said.from(), "date");
    String profile = required(said.value(), "payerProfile");
    if (!from.isAfter(enrolment.startedOn())) {
      return enrolled(profile, enrolment.order(), enrolment.consent(), established());
    }
    List<Payer> payers =
        new ArrayList<>(
            circumstances.payers().stream().filter(one -> !one.from().equals(from)).toList());
    payers.add(new Payer(from, profile));
    payers.sort(Comparator.comparing(Payer::from));
    return new EhrFiling(enrolment, circumstances.with(payers, circumstances.facilityStays()));
  }

  private Consent consent(EhrStatement said) {
    Consent was = enrolment.consent();
    Optional<LocalDate> on = said.from().or(was::on);
    Optional<ConsentMethod> stated = said.value().map(ConsentMethod::valueOf);
    Optional<ConsentMethod> method = on.equals(was.on()) ? was.method().or(() -> stated) : stated;
    if (said.over()) {
      required(said.to(), "date");
    }
    required(on, "date");
    required(method, "method");
    return new Consent(on, method, was.costShare() && on.equals(was.on()), said.to());
  }

  private Order order(EhrStatement said) {
    if (said.over()) {
      required(said.to(), "date");
    }
    return new Order(
        Optional.of(required(said.from(), "date")),
        said.to(),
        enrolment.order().frequencyPerDay(),
        said.identifier()
            .or(() -> enrolment.order().identifier().filter(_ -> ordered(said.from()))));
  }

  /** Whether the order on file is of that date. */
  boolean ordered(Optional<LocalDate> on) {
    return on.isPresent() && enrolment.order().on().equals(on);
  }

  private EhrFiling withStay(Span stay, boolean never) {
    List<Span> stays =
        new ArrayList<>(
            circumstances.facilityStays().stream().filter(one -> !one.overlaps(stay)).toList());
    if (!never) {
      stays.add(stay);
    }
    stays.sort(Comparator.comparing(Span::from));
    return new EhrFiling(enrolment, circumstances.with(circumstances.payers(), stays));
  }

  private static <T> T required(Optional<T> given, String field) {
    return given.orElseThrow(
        () -> new InvalidValueException(field, "must be given: the EHR does not say it"));
  }

  /** Who pays on a date. */
  String payerOn(LocalDate date) {
    return circumstances.payers().stream()
        .filter(payer -> !payer.from().isAfter(date))
        .max(Comparator.comparing(Payer::from))
        .map(Payer::payerProfile)
        .orElse(enrolment.payerProfile());
  }

  /** What stands where a statement would stand, for a person. */
  String words(EhrStatement.Kind kind) {
    return switch (kind) {
      case PAYER ->
          "payer %s from %s".formatted(enrolment.payerProfile(), enrolment.startedOn())
              + circumstances.payers().stream()
                  .map(payer -> ", %s from %s".formatted(payer.payerProfile(), payer.from()))
                  .collect(Collectors.joining());
      case CONSENT ->
          enrolment
              .consent()
              .on()
              .map(on ->
                  "consent of " + on + end(", withdrawn on ", enrolment.consent().withdrawnOn()))
              .orElse("no consent");
      case ORDER ->
          enrolment
              .order()
              .on()
              .map(on -> "order of " + on + end(", ends on ", enrolment.order().endsOn()))
              .orElse("no order");
      case ESTABLISHED ->
          established() ? "established patient" : "no evidence of an established patient";
      case FACILITY_STAY -> {
        String stays =
            circumstances.facilityStays().stream()
                .map(stay -> stay.from() + stay.to().map(to -> " to " + to).orElse(" on"))
                .collect(Collectors.joining(", "));
        yield stays.isEmpty() ? "no stay in a facility" : "in a facility " + stays;
      }
    };
  }

  private static String end(String words, Optional<LocalDate> date) {
    return date.map(day -> words + day).orElse("");
  }
}
