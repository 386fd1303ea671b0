package dev.cuffline.gateway.web.pages.audit;

import static dev.cuffline.gateway.access.Permission.AUDIT;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import dev.cuffline.gateway.audit.AuditEntry;
import dev.cuffline.gateway.audit.AuditQueries;
import dev.cuffline.gateway.audit.AuditRow;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who looked at what and did what at a practice: searched by person, patient and date. */
public final class AuditPage implements Area {
  private static final String PATH = "/audit";
  private static final int AT_ONCE = 100;
  private static final int NAMES = 3;

  private final Frame frame;

  /** Reads the log of the frame's store. */
  public AuditPage(Frame frame) {
    this.frame = frame;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(PATH, AUDIT, this::show);
  }

  /** What is asked for, as it was typed, and what is wrong with it. */
  private record Asked(Optional<Instant> from, Optional<Instant> to, Problems problems) {
    static Asked of(Visit visit) {
      ZoneId zone = visit.practice().zone();
      String at = "from";
      try {
        Optional<Instant> from = visit.parameter(at).map(text -> startOf(text, 0, zone));
        at = "to";
        Optional<Instant> to = visit.parameter(at).map(text -> startOf(text, 1, zone));
        return new Asked(from, to, Problems.NONE);
      } catch (DateTimeParseException bad) {
        return new Asked(
            Optional.empty(), Optional.empty(), Problems.of(at, "Give a date such as 2026-01-31."));
      }
    }

    private static Instant startOf(String date, int daysLater, ZoneId zone) {
      return LocalDate.parse(date).plusDays(daysLater).atStartOfDay(zone).toInstant();
    }
  }

  private HttpResponse show(Visit visit) {
    Asked asked = Asked.of(visit);
    var search =
        new AuditQueries.Search(
            visit.parameter("actor"),
            visit.parameter("patient"),
            asked.from(),
            asked.to(),
            visit.parameter("before").flatMap(AuditPage::place));
    AuditView view =
        frame
            .parts()
            .database()
            .read(db -> {
              List<AuditRow> found =
                  asked.problems().any()
                      ? List.of()
                      : AuditQueries.find(db, visit.practice().id(), search, AT_ONCE + 1);
              List<AuditRow> rows = found.stream().limit(AT_ONCE).toList();
              return view(db, visit, asked, rows, found.size() > AT_ONCE);
            });
    return frame.renderer().page("audit/log.jte", view);
  }

  private AuditView view(Session db, Visit visit, Asked asked, List<AuditRow> rows, boolean more)
      throws SQLException {
    ZoneId zone = visit.practice().zone();
    Instant now = frame.parts().clock().instant();
    Map<String, String> names = new HashMap<>();
    for (AuditRow row : rows) {
      for (String id : row.entry().patients().stream().limit(NAMES).toList()) {
        if (!names.containsKey(id)) {
          names.put(id, name(db, visit, id));
        }
      }
    }
    return new AuditView(
        frame.shells().of(db, visit, "Audit log", "audit", ""),
        rows.stream().map(row -> line(row.entry(), names, zone, now)).toList(),
        Moment.of(now, zone, now).zone(),
        visit.parameter("actor").orElse(""),
        visit.parameter("patient").orElse(""),
        visit.parameter("from").orElse(""),
        visit.parameter("to").orElse(""),
        more ? older(visit, rows.getLast()) : "",
        asked.problems());
  }

  private static String name(Session db, Visit visit, String id) throws SQLException {
    Optional<Patient> patient =
        RegistryQueries.patient(db, visit.practice().id(), new PatientId(id));
    patient.ifPresent(known -> visit.saw(known.id()));
    return patient.map(known -> known.family() + ", " + known.given()).orElse("");
  }

  private static AuditView.Line line(
      AuditEntry entry, Map<String, String> names, ZoneId zone, Instant now) {
    List<AuditView.Concerned> concerned =
        entry.patients().stream()
            .limit(NAMES)
            .map(id -> {
              String name = names.getOrDefault(id, "");
              return name.isEmpty()
                  ? new AuditView.Concerned("", "no such patient here")
                  : new AuditView.Concerned(Links.patient(id), name);
            })
            .toList();
    return new AuditView.Line(
        Moment.of(entry.at(), zone, now),
        entry.actor(),
        entry.action(),
        concerned,
        entry.patients().size() - concerned.size(),
        switch (entry.outcome()) {
          case DONE -> "done";
          case REFUSED -> "refused";
          case FAILED -> "failed";
        },
        entry.outcome() == AuditEntry.Outcome.DONE ? "none" : "hold");
  }

  private static String older(Visit visit, AuditRow last) {
    QueryParams query =
        visit.query().toBuilder()
            .set("before", last.entry().at() + "~" + last.process() + "~" + last.seq())
            .build();
    return PATH + "?" + query.toQueryString();
  }

  /** Where a part ended; nothing for what we never wrote. */
  private static Optional<AuditQueries.Place> place(String text) {
    String[] parts = text.split("~", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new AuditQueries.Place(Instant.parse(parts[0]), parts[1], Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (DateTimeParseException | NumberFormatException forged) {
      return Optional.empty();
    }
  }
}
