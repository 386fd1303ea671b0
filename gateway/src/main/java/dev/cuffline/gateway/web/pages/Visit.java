package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.QueryParams;
import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.access.Principal;
import dev.cuffline.gateway.registry.Practice;
import dev.cuffline.rules.reading.PatientId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request of somebody who is signed in.
 *
 * @param session whose
 * @param practice at which they look
 * @param path of the address
 * @param variables in the path
 * @param query of the address
 * @param form what was sent; empty for GET
 * @param seen ids of the patients whom the answer shows, filled by the page; those in the path need
 *     not be
 * @param fragment a part of a page is asked for, by htmx or by our own script
 */
public record Visit(
    PageSession session,
    Practice practice,
    String path,
    Map<String, String> variables,
    QueryParams query,
    QueryParams form,
    Set<String> seen,
    boolean fragment) {
  /** Who it is, with what they may do now. */
  public Principal who() {
    return session.who();
  }

  /** Whose name goes with a command. */
  public String actor() {
    return session.who().name();
  }

  /**
   * Which member of staff or practitioner of the practice they are, who performs the time that they
   * log; empty when it is not on file.
   */
  public Optional<String> performer() {
    return session.who().staff(practice.id());
  }

  /** Whether they may do this at the practice. */
  public boolean may(Permission permission) {
    return session.who().may(permission, practice.id());
  }

  /** The answer shows something of a patient; for the audit log. */
  public void saw(PatientId patient) {
    seen.add(patient.value());
  }

  /** Whether what they may do holds at every practice: what all share is theirs to change. */
  public boolean reachesEveryPractice() {
    return !session.who().everywhere().isEmpty();
  }

  /** A part of the path, by the route's name for it. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no variable " + name);
    }
    return value;
  }

  /** Of the address; empty when it is missing or blank. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  /** Of the form, without white space around it; empty when it is missing. */
  public String field(String name) {
    return form.get(name, "").strip();
  }

  /** The same; absent when it is missing or blank. */
  public Optional<String> given(String name) {
    return Optional.of(field(name)).filter(value -> !value.isEmpty());
  }

  /** Every value of a field that may stand several times, such as a ticked box. */
  public List<String> fields(String name) {
    return form.getAll(name);
  }
}
