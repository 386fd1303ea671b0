package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.store.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
        assets);
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
        assets);
  }
}
