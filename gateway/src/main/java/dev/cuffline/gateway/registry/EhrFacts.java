package dev.cuffline.gateway.registry;

import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes over what an EHR says of a patient, each version of each of its resources once. */
final class EhrFacts {
  private final Change change;
  private final Session session;
  private final String ehr;
  private final Supplier<String> newId;
  private final List<String> proposed = new ArrayList<>();
  private int filledIn;

  EhrFacts(Change change, String ehr, Supplier<String> newId) {
    this.change = change;
    this.session = change.session();
    this.ehr = ehr;
    this.newId = newId;
  }

  EhrTaken take(PatientId patient, List<EhrStatement> statements) throws SQLException {
    Patient whose = PatientTable.require(session, change.practice(), patient);
    LocalDate today = LocalDate.ofInstant(change.at(), whose.zone());
    List<Enrolment> enrolments = EnrolmentTable.ofPatient(session, change.practice(), patient);
    for (Enrolment enrolment : enrolments) {
      List<EhrStatement> visits = new ArrayList<>();
      for (EhrStatement said : statements) {
        if (concerns(said, enrolment, today)) {
          if (said.kind() == EhrStatement.Kind.ESTABLISHED) {
            visits.add(said);
          } else {
            take(enrolment.id(), said);
          }
        }
      }
      Optional<EhrStatement> visit = best(visits, npi(enrolment));
      if (visit.isPresent()) {
        take(enrolment.id(), visit.get());
      }
    }
    return new EhrTaken(filledIn, proposed);
  }

  /** One visit is evidence enough: one with the practitioner before any other. */
  private static Optional<EhrStatement> best(List<EhrStatement> visits, String npi) {
    return visits.stream()
        .filter(visit -> visit.value().equals(Optional.of(npi)))
        .findFirst()
        .or(() -> visits.stream().findFirst());
  }

  /** A stay concerns every enrolment of its dates; all else the one that goes on. */
  private static boolean concerns(EhrStatement said, Enrolment enrolment, LocalDate today) {
    if (said.kind() == EhrStatement.Kind.FACILITY_STAY) {
      return said.from().isPresent()
          && said.to().map(to -> !to.isBefore(enrolment.startedOn())).orElse(true)
          && enrolment.endedOn().map(last -> !last.isBefore(said.from().get())).orElse(true);
    }
    return enrolment.endedOn().map(last -> !last.isBefore(today)).orElse(true);
  }

  private void take(String id, EhrStatement said) throws SQLException {
    EhrFiling filing = filing(change, id);
    Optional<EhrProposal> before = EhrFactTable.newest(session, change.practice(), id, ehr, said);
    boolean same = before.map(EhrProposal::stated).filter(said::equals).isPresent();
    if (same && isSettled(before.get())) {
      return;
    }
    EhrVerdict verdict = judge(filing, said, before);
    if (same && verdict instanceof EhrVerdict.Doubtful && isWaiting(before.get(), filing)) {
      return;
    }
    if (before.isPresent() && before.get().state() == EhrProposal.State.PROPOSED) {
      EhrFactTable.move(
          session,
          change.practice(),
          before.get().inState(EhrProposal.State.SUPERSEDED, Optional.empty()));
    }
    switch (verdict) {
      case EhrVerdict.Beside _ -> {}
      case EhrVerdict.OnFile _ -> {
        if (!same || before.get().state() != EhrProposal.State.ON_FILE) {
          add(filing, said, "", EhrProposal.State.ON_FILE);
        }
      }
      case EhrVerdict.Missing _ -> {
        add(filing, said, "", EhrProposal.State.FILLED_IN);
        save(change.saidBy(ehr + " " + said.source()), filing, filing.with(said));
        filledIn++;
      }
      case EhrVerdict.Doubtful(String reason) ->
          proposed.add(add(filing, said, reason, EhrProposal.State.PROPOSED));
    }
  }

  /** What was decided, or filled in and perhaps mended since, is nobody's question any more. */
  private static boolean isSettled(EhrProposal before) {
    return switch (before.state()) {
      case ACCEPTED, DECLINED, FILLED_IN -> true;
      case PROPOSED, ON_FILE, SUPERSEDED -> false;
    };
  }

  private static boolean isWaiting(EhrProposal before, EhrFiling filing) {
    return before.state() == EhrProposal.State.PROPOSED
        && before.onFile().equals(filing.words(before.stated().kind()));
  }

  private EhrVerdict judge(EhrFiling filing, EhrStatement said, Optional<EhrProposal> before)
      throws SQLException {
    boolean own =
        before
            .filter(one -> one.state() == EhrProposal.State.FILLED_IN)
            .filter(one -> filing.with(one.stated()).equals(filing))
            .isPresent();
    boolean takenAway =
        before
            .filter(one -> one.state() == EhrProposal.State.ON_FILE)
            .filter(one -> one.stated().equals(said))
            .isPresent();
    try {
      EhrVerdict verdict = new EhrMatch(filing, npi(filing.enrolment()), own).of(said);
      if (verdict instanceof EhrVerdict.Missing) {
        filing.with(said);
        return takenAway
            ? EhrVerdict.doubtful("it was on file, and somebody took it away")
            : verdict;
      }
      return verdict;
    } catch (InvalidValueException contradiction) {
      return EhrVerdict.doubtful("it cannot be as the EHR says: " + contradiction.getMessage());
    }
  }

  private String npi(Enrolment enrolment) throws SQLException {
    return StaffTables.practitioner(session, change.practice(), enrolment.practitioner())
        .map(practitioner -> practitioner.npi().value())
        .orElse("");
  }

  private String add(EhrFiling filing, EhrStatement said, String reason, EhrProposal.State state)
      throws SQLException {
    String id = newId.get();
    EhrFactTable.add(
        session,
        change.practice(),
        new EhrProposal(
            id,
            filing.enrolment().id(),
            filing.enrolment().patient(),
            ehr,
            said,
            filing.words(said.kind()),
            reason,
            state,
            change.at(),
            Optional.empty()));
    return id;
  }

  static EhrFiling filing(Change change, String enrolment) throws SQLException {
    return new EhrFiling(
        EnrolmentTable.find(change.session(), change.practice(), enrolment)
            .orElseThrow(() -> RefusedException.unknown("enrolment", "enrolment", enrolment)),
        CircumstancesTable.find(change.session(), change.practice(), enrolment));
  }

  static void save(Change by, EhrFiling was, EhrFiling now) throws SQLException {
    if (!now.enrolment().equals(was.enrolment())) {
      EnrolmentTable.save(by, now.enrolment(), Mode.REPLACE);
    }
    if (!now.circumstances().equals(was.circumstances())) {
      CircumstancesTable.save(by, now.circumstances());
    }
  }
}
