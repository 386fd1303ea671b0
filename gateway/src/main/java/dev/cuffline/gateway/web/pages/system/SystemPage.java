package dev.cuffline.gateway.web.pages.system;

import com.linecorp.armeria.common.HttpResponse;
import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.delivery.DeliveryStatus;
import dev.cuffline.gateway.web.FormatFiles;
import dev.cuffline.gateway.web.pages.Engine;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Shell;
import dev.cuffline.gateway.web.pages.Visit;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What comes in, what goes out, and whether all is well; a part of it refreshes itself. */
final class SystemPage {
  private static final int SOURCES = 30;
  private static final int OUTAGES = 10;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final Frame frame;
  private final PageParts parts;
  private final Engine engine;

  SystemPage(Frame frame) {
    this.frame = frame;
    this.parts = frame.parts();
    this.engine = parts.engine();
  }

  /** The page; asked for as a part, only what changes by itself. */
  HttpResponse show(Visit visit) {
    return frame
        .renderer()
        .page(visit.fragment() ? "system/figures.jte" : "system/system.jte", view(visit));
  }

  /** What one snapshot of the store says. */
  private record Stored(
      Shell shell,
      Map<String, SystemQueries.Waiting> waiting,
      List<SystemQueries.Source> sources,
      long allSources,
      List<SystemQueries.Outage> outages) {}

  private SystemView view(Visit visit) {
    String position = frame.shells().position();
    List<DeliveryStatus> deliveries = engine.deliveries().get();
    Stored stored =
        parts
            .database()
            .read(db ->
                new Stored(
                    frame.shells().of(db, visit, "System", "system", position),
                    SystemQueries.waiting(
                        db,
                        visit.practice().id(),
                        deliveries.stream().map(DeliveryStatus::name).toList()),
                    SystemQueries.sources(db, visit.practice().id(), SOURCES),
                    SystemQueries.sources(db, visit.practice().id()),
                    SystemQueries.outages(db, visit.practice().id(), OUTAGES)));
    Instant now = parts.clock().instant();
    ZoneId zone = visit.practice().zone();
    Optional<FormatFiles.Refusal> refusal = engine.formats().lastRefusal();
    return new SystemView(
        stored.shell(),
        engine.version(),
        Moment.of(now, zone, now).zone(),
        Moment.of(now, zone, now),
        engine.health().readiness().checks().stream()
            .map(
                check -> new SystemView.Check(check.name(), check.ok(), check.problem().orElse("")))
            .toList(),
        ingestion(now),
        items(),
        deliveries.stream().map(each -> target(each, stored.waiting(), now, zone)).toList(),
        stored.sources().stream()
            .map(each ->
                new SystemView.Sender(
                    each.id(), each.devices(), Moment.of(each.seenAt(), zone, now)))
            .toList(),
        stored.allSources(),
        stored.outages().stream()
            .map(each ->
                new SystemView.Outage(
                    each.source(),
                    Moment.of(each.from(), zone, now),
                    each.ended().map(at -> Moment.of(at, zone, now))))
            .toList(),
        formats(),
        reloads(visit),
        refusal.map(FormatFiles.Refusal::words).orElse(""),
        refusal.map(each -> Moment.of(each.at(), zone, now)),
        Storage.files(engine.folder()),
        Storage.free(engine.folder()),
        visit.parameter("done").filter("formats"::equals).isPresent() && refusal.isEmpty()
            ? "The formats were read again and are in use."
            : "");
  }

  /** The formats are those of every practice. */
  private static boolean reloads(Visit visit) {
    return visit.may(Permission.OPERATE) && visit.reachesEveryPractice();
  }

  private SystemView.Ingestion ingestion(Instant now) {
    long judged = engine.judged().getAsLong();
    long received = engine.journal().head();
    return new SystemView.Ingestion(
        rate(now, MINUTE), rate(now, QUARTER), received, judged, Math.max(0, received - judged));
  }

  private String rate(Instant now, Duration span) {
    long count = Received.since(engine.journal(), now.minus(span));
    return String.format(Locale.US, "%.1f", (double) count / span.toSeconds());
  }

  private List<SystemView.Count> items() {
    List<SystemView.Count> counts = new ArrayList<>();
    for (Counter counter : engine.metrics().find("cuffline.items").counters()) {
      String disposition =
          Optional.ofNullable(counter.getId().getTag("disposition")).orElse("unknown");
      counts.add(new SystemView.Count(disposition, Math.round(counter.count())));
    }
    counts.sort(
        Comparator.comparingLong(SystemView.Count::count)
            .reversed()
            .thenComparing(SystemView.Count::name));
    return List.copyOf(counts);
  }

  private List<SystemView.Count> formats() {
    return engine.formats().versions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new SystemView.Count(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static SystemView.Target target(
      DeliveryStatus status, Map<String, SystemQueries.Waiting> all, Instant now, ZoneId zone) {
    SystemQueries.Waiting waiting =
        all.getOrDefault(status.name(), new SystemQueries.Waiting(0, Optional.empty(), 0));
    return new SystemView.Target(
        status.name(),
        switch (status.state()) {
          case WORKING -> "Works";
          case PROBING -> "Takes nothing: probed";
          case STOPPED -> "Refuses our credentials";
        },
        switch (status.state()) {
          case WORKING -> "ready";
          case PROBING, STOPPED -> "hold";
        },
        status.probeAt().map(at -> Moment.of(at, zone, now)),
        status.lastFault().orElse(""),
        waiting.count(),
        waiting
            .since()
            .map(since -> Long.toString(Duration.between(since, now).toSeconds()))
            .orElse("0"),
        status.lastSuccess().map(at -> Moment.of(at, zone, now)),
        waiting.parked());
  }

  /** Reads the format files again: all of them, or none. */
  HttpResponse reload(Visit visit) {
    if (!reloads(visit)) {
      throw new NoSuchPageException(
          "The formats are those of every practice; yours is one alone. Ask whoever runs the"
              + " gateway.");
    }
    try {
      engine.formats().reload();
    } catch (IllegalArgumentException kept) {
      // What was wrong stands on the page until a reload goes well.
      return frame.renderer().redirect(Links.SYSTEM + "#formats");
    }
    return frame.renderer().redirect(Links.SYSTEM + "?done=formats#formats");
  }
}
