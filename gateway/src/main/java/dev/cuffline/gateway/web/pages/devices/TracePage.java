package dev.cuffline.gateway.web.pages.devices;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.ops.TraceReport;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Visit;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Where is my reading? One transmission, from receipt to each destination's answer. */
final class TracePage {
  private final Frame frame;
  private final PageParts parts;

  TracePage(Frame frame) {
    this.frame = frame;
    this.parts = frame.parts();
  }

  private static NoSuchPageException missing() {
    return new NoSuchPageException("There is no such transmission in this practice.");
  }

  HttpResponse show(Visit visit) {
    String id = visit.variable("transmission");
    OfficeTime time = new OfficeTime(visit.practice().zone(), parts.clock().instant());
    String position = frame.shells().position();
    boolean ours =
        parts
            .engine()
            .journal()
            .find(id)
            .filter(entry -> entry.transmission().practice().equals(visit.practice().id()))
            .isPresent();
    TraceView view =
        parts
            .database()
            .read(db -> {
              List<ItemLine> items = ItemQueries.ofTransmission(db, visit.practice().id(), id);
              if (!ours && items.isEmpty()) {
                throw missing();
              }
              TraceReport report =
                  parts.engine().trace().transmission(db, id).orElseThrow(TracePage::missing);
              return new TraceView(
                  frame.shells().of(db, visit, "Where is my reading?", "devices", position),
                  time.abbreviation(),
                  id,
                  report.stages().stream().map(stage -> step(stage, time)).toList(),
                  report.outcome(),
                  DevicePage.rows(items, time));
            });
    return frame.renderer().page("devices/trace.jte", view);
  }

  private static TraceView.Step step(TraceReport.Stage stage, OfficeTime time) {
    return new TraceView.Step(stage.name(), instant(stage.at()).map(time::of), stage.detail());
  }

  /** Some stages have no time. */
  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }
}
