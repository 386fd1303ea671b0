package dev.cuffline.gateway;

import dev.cuffline.gateway.alerting.PatientAlerts;
import dev.cuffline.gateway.alerting.Rulings;
import dev.cuffline.gateway.billing.DataDayCache;
import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.intake.ItemJudge;
import dev.cuffline.gateway.intake.ItemProcessor;
import dev.cuffline.gateway.intake.Judging;
import dev.cuffline.gateway.registry.DeviceDirectory;
import dev.cuffline.gateway.store.StoreIdentity;
import dev.cuffline.rules.billing.RuleSets;
import java.util.List;

/** What judges items as the settings say, in the gateway and in a replay. */
final class JudgingParts {
  private JudgingParts() {}

  /**
   * Puts it together.
   *
   * @param destinations where new readings are queued for
   */
  static Judging judging(
      Configuration configuration,
      Formats formats,
      Rulings rulings,
      PatientAlerts alerts,
      StoreIdentity identity,
      DeviceDirectory devices,
      List<String> destinations) {
    return new Judging(
        formats,
        new ItemProcessor(
            devices,
            new ItemJudge(Settings.clockLimits(configuration.judging(), rulings.usual())),
            identity,
            rulings.usual(),
            configuration.judging().weakIdentityWindow(),
            destinations),
        new DataDayCache(RuleSets.all().getLast().device().limits()),
        alerts);
  }
}
