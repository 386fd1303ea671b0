package dev.cuffline.gateway.web.pages;

import dev.cuffline.gateway.access.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands around every page.
 *
 * @param title of the page, without the program's name
 * @param section whose link in the rail is the current one; empty for none
 * @param practice name of the one that is looked at
 * @param practiceId its id; empty before one is chosen
 * @param choices practices to change to; empty when there is no choice
 * @param user who is signed in; empty for nobody
 * @param ownPassword whether they have a password here, which they can change
 * @param permissions what they may do
 * @param after where the event stream goes on; empty for a page that does not listen
 * @param critical open critical alerts, for the title and the rail
 * @param quarantined items in quarantine, which a person has to settle
 * @param timer theirs, if one runs
 * @param assets path of each file by its name
 */
public record Shell(
    String title,
    String section,
    String practice,
    String practiceId,
    List<PageQueries.PracticeLine> choices,
    String user,
    boolean ownPassword,
    Set<Permission> permissions,
    String after,
    long critical,
    long quarantined,
    Optional<Timer> timer,
    Map<String, String> assets) {
  /**
   * A running timer.
   *
   * @param patient name of the patient
   * @param href of the patient's page
   * @param seconds since it was started, when the page was made
   * @param away whether nobody was seen at work for a while
   */
  public record Timer(String patient, String href, long seconds, boolean away) {}

  public String asset(String name) {
    String path = assets.get(name);
    if (path == null) {
      throw new IllegalArgumentException("there is no file " + name + " for pages");
    }
    return path;
  }

  /** Whether something may be offered; what is done is asked again when it is done. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** Scripts, the common ones first. */
  public List<String> scripts() {
    return paths("js");
  }

  /** Style sheets, the common one first. */
  public List<String> styles() {
    return paths("css");
  }

  private List<String> paths(String kind) {
    return assets.values().stream().filter(path -> path.endsWith("." + kind)).toList();
  }

  /** The title with a mark for critical alerts. */
  public String marked() {
    return (critical > 0 ? "▲ " + critical + " critical · " : "") + title + " · Cuffline";
  }
}
