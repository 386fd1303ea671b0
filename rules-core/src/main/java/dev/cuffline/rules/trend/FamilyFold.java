package dev.cuffline.rules.trend;

import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.trend.Alert.Confirmation;
import dev.cuffline.rules.trend.Alert.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The alerts of one patient and cause family, one after the other, each until its resolution. */
record FamilyFold(
    CauseFamily family, PatientFacts facts, RulePack pack, Timeline timeline, Instant now) {
  /** What a family shows. */
  record Result(List<Sighting> sightings, List<Alert> alerts, Optional<Instant> dueAt) {}

  /** How an alert is called, and since when. */
  private record Name(AlertId id, ReadingId raisedBy, Instant raisedAt) {}

  Result fold() {
    if (facts.raised().stream().noneMatch(alert -> alert.family() == family)
        && pack.rules().stream().noneMatch(this::mayShowSomething)) {
      return new Result(List.of(), List.of(), Optional.empty());
    }
    List<Sighting> sightings = new ArrayList<>();
    List<Alert> alerts = new ArrayList<>();
    Optional<Segment.Resolution> after = Optional.empty();
    while (true) {
      Judged open = judge(new Segment(after, Optional.empty()));
      Optional<Alert> earlier = earlier(after, alerts);
      Optional<Name> name = name(earlier, open);
      Optional<Instant> until = resolution(name, after);
      Judged judged = until.isEmpty() ? open : judge(new Segment(after, until));
      sightings.addAll(judged.sightings());
      name.map(given -> alert(given, earlier, judged)).ifPresent(alerts::add);
      if (until.isEmpty()) {
        return new Result(sightings, alerts, judged.dueAt());
      }
      after = until.map(at -> new Segment.Resolution(at, alerts.getLast().severity()));
    }
  }

  /** A rule that no single reading meets can be met by no session and no average either. */
  private boolean mayShowSomething(Rule rule) {
    return rule.header().family() == family
        && switch (rule) {
          case Rule.Critical critical -> timeline.anyMeets(critical.when());
          case Rule.Sessions sessions -> timeline.anyMeets(sessions.when());
          case Rule.Average average -> timeline.anyMeets(average.when());
          case Rule.FlagDates flags -> timeline.anyHas(flags.flag());
          case Rule.TimeDates times -> timeline.anyHas(times.quality());
          case Rule.AverageRise rise -> timeline.anyMeets(rise.when());
          case Rule.SessionRise _ -> !timeline.readings().isEmpty();
          case Rule.Silence _, Rule.FewDates _ ->
              facts.monitoring().isPresent() && !timeline.readings().isEmpty();
        };
  }

  private Judged judge(Segment segment) {
    List<Sighting> sightings = new ArrayList<>();
    List<Instant> dueAt = new ArrayList<>();
    for (Rule rule : pack.rules()) {
      if (rule.header().family() == family) {
        Judged judged = judge(rule, segment);
        sightings.addAll(judged.sightings());
        judged.dueAt().ifPresent(dueAt::add);
      }
    }
    return new Judged(sightings, dueAt.stream().min(Comparator.naturalOrder()));
  }

  private Judged judge(Rule rule, Segment segment) {
    TrendSettings settings = pack.settings();
    if (!mayShowSomething(rule)) {
      return Judged.of(List.of());
    }
    return switch (rule) {
      case Rule.Critical critical ->
          Judged.of(CriticalEpisodes.judge(critical, timeline, segment, settings, now));
      case Rule.Sessions sessions -> SessionRules.judge(sessions, timeline, segment, settings, now);
      case Rule.Average average ->
          Judged.of(AverageRules.judge(average, timeline, segment, settings));
      case Rule.FlagDates flags -> Judged.of(FlagRules.judge(flags, timeline, segment, settings));
      case Rule.TimeDates times -> Judged.of(FlagRules.judge(times, timeline, segment, settings));
      case Rule.AverageRise rise -> Judged.of(RiseRules.judge(rise, timeline, segment, settings));
      case Rule.SessionRise rise -> RiseRules.judge(rise, timeline, segment, settings, now);
      case Rule.Silence silence ->
          Judged.of(
              AdherenceRules.judge(
                  silence, timeline, segment, facts.monitoring().orElseThrow(), facts.zone(), now));
      case Rule.FewDates few ->
          Judged.of(
              AdherenceRules.judge(
                  few, timeline, segment, facts.monitoring().orElseThrow(), facts.zone(), now));
    };
  }

  /** The alert that an earlier fold raised in this stretch, unless its readings were taken back. */
  private Optional<Alert> earlier(Optional<Segment.Resolution> after, List<Alert> given) {
    return facts.raised().stream()
        .filter(alert -> alert.family() == family)
        .filter(alert -> !isWithdrawn(alert))
        .filter(alert ->
            after.map(resolution -> alert.raisedAt().isAfter(resolution.at())).orElse(true))
        .filter(alert -> given.stream().noneMatch(other -> other.id().equals(alert.id())))
        .min(Comparator.comparing(Alert::raisedAt));
  }

  private boolean isWithdrawn(Alert alert) {
    return alert.state() == State.RESOLVED && !actions(alert.id()).isResolved();
  }

  private Actions actions(AlertId id) {
    return Actions.on(id, facts.actions());
  }

  private Optional<Name> name(Optional<Alert> earlier, Judged open) {
    return earlier
        .map(alert -> new Name(alert.id(), alert.raisedBy(), alert.raisedAt()))
        .or(() -> open.raisedBy().map(this::name));
  }

  private Name name(Placed raisedBy) {
    AlertId id = AlertId.of(facts.patient(), family, raisedBy.id());
    return new Name(id, raisedBy.id(), raisedBy.knownAt());
  }

  private Optional<Instant> resolution(Optional<Name> name, Optional<Segment.Resolution> after) {
    return name.flatMap(given -> actions(given.id()).resolution())
        .filter(at -> after.map(resolution -> at.isAfter(resolution.at())).orElse(true));
  }

  private Alert alert(Name name, Optional<Alert> earlier, Judged judged) {
    List<Sighting> raising = judged.raising();
    if (raising.isEmpty()) {
      return unsupported(name, earlier);
    }
    return new AlertLife(
            name.id(),
            facts.patient(),
            family,
            name.raisedBy(),
            name.raisedAt(),
            raising,
            actions(name.id()),
            pack.settings(),
            now)
        .alert();
  }

  /** No reading in the history supports it: too old to be seen, resolved, or taken back. */
  private Alert unsupported(Name name, Optional<Alert> earlier) {
    Actions actions = actions(name.id());
    boolean isOld = !isInHistory(name.raisedBy());
    Severity severity = earlier.map(Alert::severity).orElse(Severity.LOW);
    boolean isOpen = isOld && !actions.isResolved();
    State state = isOpen ? actions.state(false, severity, pack.settings(), now) : State.RESOLVED;
    return new Alert(
        name.id(),
        facts.patient(),
        family,
        severity,
        state,
        earlier.map(Alert::confirmation).orElse(Confirmation.NONE),
        earlier.map(Alert::historic).orElse(false),
        isOpen && earlier.filter(FamilyFold::isAlarm).isPresent() && !isInHand(name, state),
        isOpen
            ? actions.wakesAt(severity, pack.settings()).filter(now::isBefore)
            : Optional.empty(),
        name.raisedBy(),
        name.raisedAt(),
        isOld ? earlier.map(Alert::findings).orElse(List.of()) : List.of());
  }

  private boolean isInHand(Name name, State state) {
    return state != State.OPEN
        && actions(name.id())
            .restsUntil(name.raisedAt(), pack.settings())
            .map(now::isBefore)
            .orElse(true);
  }

  private static boolean isAlarm(Alert alert) {
    return alert.severity() == Severity.CRITICAL && !alert.historic();
  }

  /** Whether the history still holds the reading and everything that a rule could see with it. */
  private boolean isInHistory(ReadingId raisedBy) {
    LocalDate complete = timeline.firstDate().plusDays(longestWindow());
    return facts.readings().stream()
        .filter(reading -> reading.id().equals(raisedBy))
        .map(reading -> Placed.of(reading, facts.zone(), pack.settings()))
        .anyMatch(placed -> !placed.date().isBefore(complete));
  }

  private long longestWindow() {
    return pack.rules().stream().mapToLong(FamilyFold::windowDates).max().orElse(0);
  }

  private static long windowDates(Rule rule) {
    return switch (rule) {
      case Rule.Critical _ -> 1;
      case Rule.Sessions sessions -> sessions.within().toDays() + 1;
      case Rule.Average average -> average.dates();
      case Rule.FlagDates flags -> flags.dates();
      case Rule.TimeDates times -> times.dates();
      case Rule.AverageRise rise -> 2L * rise.dates();
      case Rule.SessionRise rise -> rise.within().toDays() + 1;
      case Rule.Silence _ -> 1;
      case Rule.FewDates few -> few.dates();
    };
  }
}
