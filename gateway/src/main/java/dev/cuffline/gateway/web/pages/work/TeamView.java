package dev.cuffline.gateway.web.pages.work;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/**
 * Who minds whom.
 *
 * @param me the visitor among the members; empty when they are none
 * @param clinicians whose patients can be given, as id and name
 * @param nobody enrolled patients whom nobody minds
 * @param chosen whose patients are listed; empty for none
 * @param patients of the chosen member
 * @param zone of the times: the practice's
 * @param until proposed end of a hand-over, local time of the practice
 */
public record TeamView(
    Shell shell,
    String me,
    List<Line> members,
    List<WorkListView.Choice> clinicians,
    long nobody,
    List<Given> handOvers,
    String chosen,
    List<Patient> patients,
    String zone,
    String until,
    Problems problems) {
  /** A member, and how many patients they mind. */
  public record Line(String id, String name, long patients) {}

  /** A hand-over that has not ended. */
  public record Given(String id, String from, String to, Moment since, Moment until, String note) {}

  /** A patient who is minded. */
  public record Patient(String id, String href, String name) {}
}
