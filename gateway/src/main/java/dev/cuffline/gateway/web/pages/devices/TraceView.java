package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Optional;

/**
 * The way of a transmission.
 *
 * @param outcome where it ended, or why it stopped
 * @param items what was in it
 */
record TraceView(
    Shell shell,
    String zone,
    String transmission,
    List<Step> steps,
    String outcome,
    List<DeviceView.Row> items) {
  /** A stage that was reached. */
  record Step(String name, Optional<Moment> at, String detail) {}
}
