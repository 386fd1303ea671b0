package dev.cuffline.gateway.alerting;

import dev.cuffline.gateway.alerting.SourceSilences.SourceSilence;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.trend.Rule;
import dev.cuffline.rules.trend.RulePack;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Tells when it is a source that is silent, and not each of its patients. */
final class SourceWatch {
  private final Database database;
  private final RulePack pack;

  /** Whose source was last seen with which reading. */
  private final Map<PracticeId, Map<PatientId, SourceOf>> sources = new HashMap<>();

  SourceWatch(Database database, RulePack pack) {
    this.database = database;
    this.pack = pack;
  }

  private record SourceOf(Instant reading, String source) {}

  private record Silent(Watched watched, Instant since) {}

  /** The patients whose silence is their source's from now on. */
  Set<PatientId> silentWithTheirSource(PracticeId practice, List<Watched> watched, Instant now) {
    List<Silent> together = together(watched, now);
    List<SourceSilence> open = database.read(session -> SourceSilences.open(session, practice));
    if (together.isEmpty()
        || (open.isEmpty() && together.size() < pack.settings().massSilence().atLeast())) {
      return Set.of();
    }
    Map<PatientId, String> sourceOf = database.read(s -> sourcesOf(s, practice, watched));
    Map<String, Integer> patients = new HashMap<>();
    sourceOf.values().forEach(source -> patients.merge(source, 1, Integer::sum));
    Map<String, List<Silent>> bySource = new TreeMap<>();
    for (Silent silent : together) {
      String source = sourceOf.get(silent.watched().patient());
      if (source != null) {
        bySource.computeIfAbsent(source, _ -> new ArrayList<>()).add(silent);
      }
    }
    Set<PatientId> affected = new HashSet<>();
    bySource.forEach((source, silent) -> {
      Optional<SourceSilence> known =
          open.stream().filter(silence -> silence.source().equals(source)).findFirst();
      int all = patients.getOrDefault(source, 0);
      List<Instant> since = silent.stream().map(Silent::since).toList();
      if (known.isPresent() || pack.settings().massSilence().holds(all, since, now)) {
        affected.addAll(blame(practice, source, known, all, silent, now));
      }
    });
    return affected;
  }

  private List<Silent> together(List<Watched> watched, Instant now) {
    OptionalInt shortest =
        pack.rules().stream()
            .filter(Rule.Silence.class::isInstance)
            .mapToInt(rule -> ((Rule.Silence) rule).intervals())
            .min();
    List<Silent> together = new ArrayList<>();
    for (Watched each : shortest.isPresent() ? watched : List.<Watched>of()) {
      each.silentSince(shortest.getAsInt(), now)
          .filter(since -> pack.settings().massSilence().counts(since, now))
          .ifPresent(since -> together.add(new Silent(each, since)));
    }
    return together;
  }

  private List<PatientId> blame(
      PracticeId practice,
      String source,
      Optional<SourceSilence> known,
      int patients,
      List<Silent> silent,
      Instant now) {
    List<PatientId> who = silent.stream().map(each -> each.watched().patient()).toList();
    Instant last =
        silent.stream().map(each -> each.watched().newest()).max(Instant::compareTo).orElse(now);
    database
        .writer()
        .batch(session -> {
          if (known.isPresent()) {
            SourceSilences.add(session, practice, known.get().alertId(), who);
          } else {
            SourceSilences.begin(session, practice, source, patients, who, last, now);
          }
          return true;
        })
        .join();
    return who;
  }

  /** Ends what is over: its patients are asked for themselves from now on. */
  void endThoseThatAreBack(PracticeId practice, Instant now) {
    List<SourceSilence> over =
        database.read(session -> {
          List<SourceSilence> back = new ArrayList<>();
          for (SourceSilence silence : SourceSilences.open(session, practice)) {
            if (SourceSilences.isOver(session, practice, silence)) {
              back.add(silence);
            }
          }
          return back;
        });
    if (!over.isEmpty()) {
      database
          .writer()
          .batch(session -> {
            for (SourceSilence silence : over) {
              SourceSilences.end(session, practice, silence, now);
            }
            return true;
          })
          .join();
    }
  }

  /** The source of each patient's newest reading; asked again only when there is a newer one. */
  private Map<PatientId, String> sourcesOf(
      Session session, PracticeId practice, List<Watched> watched) throws SQLException {
    Map<PatientId, SourceOf> known = sources.computeIfAbsent(practice, _ -> new HashMap<>());
    Map<PatientId, String> found = new HashMap<>();
    for (Watched each : watched) {
      SourceOf before = known.get(each.patient());
      if (before == null || !before.reading().equals(each.newest())) {
        Optional<String> source = source(session, practice, each);
        source.ifPresent(name -> known.put(each.patient(), new SourceOf(each.newest(), name)));
      }
      Optional.ofNullable(known.get(each.patient()))
          .ifPresent(of -> found.put(each.patient(), of.source()));
    }
    return found;
  }

  private static Optional<String> source(Session session, PracticeId practice, Watched watched)
      throws SQLException {
    return session.first(
        """
        SELECT i.source FROM reading r
        JOIN item i ON i.transmission_id = r.transmission_id AND i.item_no = r.item_no
        WHERE r.practice_id = ? AND r.patient_id = ? AND r.measured_at = ?
        """,
        row -> row.text("source"),
        practice,
        watched.patient(),
        watched.newest());
  }
}
