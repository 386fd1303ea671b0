package dev.cuffline.gateway;

import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.ingress.bridge.IngestSettings;
import dev.cuffline.gateway.ingress.listener.ListenerSettings;
import dev.cuffline.gateway.intake.ClockLimits;
import java.util.Set;

/** The configuration in the words of each room. */
final class Settings {
  private Settings() {}

  static ListenerSettings listener(Configuration.Mqtt mqtt) {
    return new ListenerSettings(
        mqtt.host(),
        mqtt.port(),
        mqtt.maximumPacketBytes(),
        mqtt.connectTimeout(),
        mqtt.receiveMaximum(),
        mqtt.connectionBytes(),
        mqtt.totalMessages(),
        mqtt.totalBytes(),
        mqtt.drainTimeout());
  }

  static IngestSettings ingest(Configuration.Ingest ingest) {
    return new IngestSettings(
        ingest.maximumBodyBytes(), ingest.requestsPerSource(), ingest.requestsInTotal());
  }

  static PlausibilityLimits limits(Configuration.Plausibility limits) {
    return new PlausibilityLimits(
        limits.systolic().minimum(),
        limits.systolic().maximum(),
        limits.diastolic().minimum(),
        limits.diastolic().maximum(),
        limits.pulse().minimum(),
        limits.pulse().maximum());
  }

  static ClockLimits clockLimits(Configuration.Judging judging) {
    return new ClockLimits(
        judging.futureTolerance(),
        judging.oldest(),
        judging.lateAfter(),
        Set.copyOf(judging.defaultDates()));
  }
}
