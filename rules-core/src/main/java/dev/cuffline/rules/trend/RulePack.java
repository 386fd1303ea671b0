package dev.cuffline.rules.trend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules in force for a patient: data that a named clinician answers for.
 *
 * @param name for example {@code default}
 * @param from first date on which it is in force
 * @param settings what its rules share
 * @param rules in the order in which they are listed to people; ids are unique
 * @param signOff empty as long as nobody has signed it
 */
public record RulePack(
    String name,
    LocalDate from,
    TrendSettings settings,
    List<Rule> rules,
    Optional<SignOff> signOff) {
  /**
   * Who answers for a pack or a change to it.
   *
   * @param clinician by name
   * @param from when it starts
   * @param reason in the clinician's words
   */
  public record SignOff(String clinician, LocalDate from, String reason) {}

  /** Copies the rules; refuses two with the same id. */
  public RulePack {
    rules = List.copyOf(rules);
    Set<RuleId> seen = new HashSet<>();
    for (Rule rule : rules) {
      if (!seen.add(rule.header().id())) {
        throw new IllegalArgumentException("rule " + rule.header().id() + " is given twice");
      }
    }
  }

  /**
   * The pack with a rule replaced, or added when there is none with its id: how a patient's own
   * limits and goals come in.
   */
  public RulePack with(Rule changed) {
    List<Rule> next = new ArrayList<>(rules);
    next.replaceAll(rule -> isSame(rule, changed) ? changed : rule);
    if (rules.stream().noneMatch(rule -> isSame(rule, changed))) {
      next.add(changed);
    }
    return new RulePack(name, from, settings, next, signOff);
  }

  private static boolean isSame(Rule one, Rule other) {
    return one.header().id().equals(other.header().id());
  }
}
