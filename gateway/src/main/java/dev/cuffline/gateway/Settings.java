package dev.cuffline.gateway;

import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.ingress.bridge.IngestSettings;
import dev.cuffline.gateway.ingress.listener.ListenerSettings;
import dev.cuffline.gateway.ingress.listener.TlsSettings;
import dev.cuffline.gateway.intake.ClockLimits;
import dev.cuffline.rules.trend.RulePack;
import java.util.Optional;
import java.util.Set;

/** The configuration in the words of each room. */
final class Settings {
  private Settings() {}

  static ListenerSettings listener(Configuration.Mqtt mqtt) {
    return new ListenerSettings(
        mqtt.host(),
        mqtt.port(),
        tls(mqtt.tls()),
        mqtt.maximumPacketBytes(),
        mqtt.connectTimeout(),
        mqtt.receiveMaximum(),
        mqtt.topicAliasMaximum(),
        mqtt.sessionExpiry(),
        mqtt.keptSessions(),
        mqtt.connectionBytes(),
        mqtt.totalMessages(),
        mqtt.totalBytes(),
        mqtt.drainTimeout());
  }

  private static Optional<TlsSettings> tls(Configuration.Tls tls) {
    return tls.port().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TlsSettings(
                tls.host(),
                tls.port().getAsInt(),
                tls.certificate().orElseThrow(),
                tls.key().orElseThrow(),
                tls.clientCa()));
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

  /** When a reading is late is the rule pack's to say: it decides who is paged. */
  static ClockLimits clockLimits(Configuration.Judging judging, RulePack pack) {
    return new ClockLimits(
        judging.futureTolerance(),
        judging.oldest(),
        pack.settings().lateAfter(),
        Set.copyOf(judging.defaultDates()));
  }
}
