package dev.cuffline.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cuffline.gateway.simulate.Simulation;
import dev.cuffline.gateway.simulate.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a simulation sent, by kind.
 *
 * @param acknowledged by whoever received it
 */
record SimulationSummary(Simulation simulation, long acknowledged, String to, Duration took) {
  private static final double MILLIS = 1_000.0;

  private long dataDays() {
    return simulation.dataDays().values().stream().mapToLong(Set::size).sum();
  }

  List<String> text() {
    Simulation.Plan plan = simulation.plan();
    Tally tally = simulation.tally();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Simulated %d patients from %s for %d days, seed %d, %s to %s"
            .formatted(plan.patients(), plan.from(), plan.days(), plan.seed(), plan.format(), to));
    row(lines, "messages sent", tally.messages());
    row(lines, "acknowledged", acknowledged);
    row(lines, "readings taken", tally.readings());
    row(lines, "sessions", tally.sessions());
    row(lines, "sessions in a crisis", tally.crises());
    row(lines, "days without measuring", tally.missedDays());
    row(lines, "data-days to be counted", dataDays());
    lines.add("Messages by what is wrong with them");
    tally.faults().forEach((fault, count) -> row(lines, fault.word(), count));
    lines.add(String.format(Locale.ROOT, "It took %.1f s.", took.toMillis() / MILLIS));
    return lines;
  }

  private static void row(List<String> lines, String name, long count) {
    lines.add(String.format(Locale.ROOT, "  %-24s %10d", name, count));
  }

  ObjectNode json(ObjectMapper mapper) {
    Simulation.Plan plan = simulation.plan();
    Tally tally = simulation.tally();
    ObjectNode root =
        mapper
            .createObjectNode()
            .put("seed", plan.seed())
            .put("patients", plan.patients())
            .put("from", plan.from().toString())
            .put("days", plan.days())
            .put("format", plan.format())
            .put("to", to)
            .put("messages", tally.messages())
            .put("bytes", tally.bytes())
            .put("acknowledged", acknowledged)
            .put("readings", tally.readings())
            .put("sessions", tally.sessions())
            .put("crises", tally.crises())
            .put("missedDays", tally.missedDays())
            .put("dataDays", dataDays())
            .put("seconds", took.toMillis() / MILLIS);
    ObjectNode faults = root.putObject("faults");
    tally.faults().forEach((fault, count) -> faults.put(fault.word(), count));
    return root;
  }
}
