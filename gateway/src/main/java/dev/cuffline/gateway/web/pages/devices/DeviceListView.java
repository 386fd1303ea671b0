package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.registry.CuffSize;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Optional;

/**
 * The list of cuffs.
 *
 * @param zone of the times, such as {@code EST}
 * @param found by the filter
 * @param earlier address of the page before; empty at the first
 * @param later address of the next one; empty at the last
 */
record DeviceListView(
    Shell shell,
    String zone,
    List<Chip> chips,
    List<Column> columns,
    List<Line> lines,
    int from,
    int found,
    String earlier,
    String later) {
  /** A filter, and how many it takes. */
  record Chip(String label, String href, long count, boolean chosen) {}

  /** A heading. */
  record Column(String heading, String href, boolean chosen) {}

  /** A cuff; what is not known is empty. */
  record Line(
      String id,
      String href,
      String model,
      String size,
      List<DeviceLine.Holder> holders,
      String state,
      boolean toReturn,
      Optional<Moment> seen,
      boolean silent,
      String battery,
      boolean low,
      String signal,
      String clock,
      boolean off,
      long faults) {
    static Line of(DeviceLine line, OfficeTime time) {
      return new Line(
          line.id(),
          Links.device(line.id()),
          DeviceWords.model(line.manufacturer(), line.model(), line.called()),
          line.size().map(CuffSize::valueOf).map(DeviceWords::of).orElse(""),
          line.holders(),
          DeviceWords.state(line),
          line.toReturn(),
          line.seenAt().map(time::of),
          line.isSilent(time.now()),
          line.gauges().battery(),
          line.isBatteryLow(),
          line.gauges().signal(),
          line.gauges().clock(),
          line.isClockOff(time.now()),
          line.faults());
    }
  }
}
