package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.registry.CareTimer;
import dev.cuffline.gateway.registry.CareTimers;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what stands around a page. */
public final class Shells {
  private final PageParts parts;
  private final Map<String, String> assets;

  Shells(PageParts parts, Assets assets) {
    this.parts = parts;
    this.assets = assets.paths();
  }

  /**
   * Where the event stream goes on after the page. To be asked before the page is read, so that
   * nothing lies between the two.
   */
  public String position() {
    return parts.live().position();
  }

  public Shell of(Session db, Visit visit, String title, String section, String position)
      throws SQLException {
    List<PageQueries.PracticeLine> practices = PageQueries.practices(db);
    long critical =
        practices.stream()
            .filter(practice -> practice.id().equals(visit.practice().id()))
            .mapToLong(PageQueries.PracticeLine::critical)
            .sum();
    List<PageQueries.PracticeLine> reached =
        practices.stream().filter(practice -> visit.session().reaches(practice.id())).toList();
    return new Shell(
        title,
        section,
        visit.practice().name(),
        visit.practice().id().value(),
        reached.size() > 1 ? reached : List.of(),
        visit.session().who().displayName(),
        visit.session().hasPassword(),
        visit.session().who().permissions(visit.practice().id()),
        position,
        critical,
        PageQueries.quarantined(db, visit.practice().id()),
        timer(db, visit),
        assets);
  }

  /** Wherever they look, of the practice at which they look. */
  private Optional<Shell.Timer> timer(Session db, Visit visit) throws SQLException {
    Optional<CareTimer> running =
        CareTimers.running(db, visit.actor())
            .filter(timer -> timer.practice().equals(visit.practice().id()));
    if (running.isEmpty()) {
      return Optional.empty();
    }
    CareTimer timer = running.get();
    Instant now = parts.clock().instant();
    return RegistryQueries.patient(db, timer.practice(), timer.patient())
        .map(patient -> {
          visit.saw(patient.id());
          return new Shell.Timer(
              patient.family() + ", " + patient.given(),
              Links.patient(patient.id().value()),
              Duration.between(timer.startedAt(), now).toSeconds(),
              timer.isIdle(now));
        });
  }

  /** Around a page that shows nothing of a practice. */
  public Shell bare(PageSession session) {
    return bare(session, "Notice");
  }

  Shell bare(PageSession session, String title) {
    return new Shell(
        title,
        "",
        "",
        "",
        List.of(),
        session.who().displayName(),
        session.hasPassword(),
        Set.of(),
        "",
        0,
        0,
        Optional.empty(),
        assets);
  }
}
