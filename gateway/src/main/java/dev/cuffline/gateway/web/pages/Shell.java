package dev.cuffline.gateway.web.pages;

import java.util.List;
import java.util.Map;

/**
 * What stands around every page.
 *
 * @param title of the page, without the program's name
 * @param section whose link in the rail is the current one; empty for none
 * @param practice name of the one that is looked at
 * @param practiceId its id; empty before one is chosen
 * @param choices practices to change to; empty when there is no choice
 * @param user name of the token
 * @param after where the event stream goes on; empty for a page that does not listen
 * @param critical open critical alerts, for the title and the rail
 * @param assets path of each file by its name
 */
record Shell(
    String title,
    String section,
    String practice,
    String practiceId,
    List<PageQueries.PracticeLine> choices,
    String user,
    String after,
    long critical,
    Map<String, String> assets) {
  String asset(String name) {
    String path = assets.get(name);
    if (path == null) {
      throw new IllegalArgumentException("there is no file " + name + " for pages");
    }
    return path;
  }

  /** The title with a mark for critical alerts. */
  String marked() {
    return (critical > 0 ? "▲ " + critical + " critical · " : "") + title + " · Cuffline";
  }
}
