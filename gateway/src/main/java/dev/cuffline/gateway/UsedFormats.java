package dev.cuffline.gateway;

import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.PlausibilityLimits;
import dev.cuffline.gateway.format.described.DescribedFormat;
import dev.cuffline.gateway.format.described.FormatFolder;
import java.util.List;

/**
 * The formats that the settings name, as a start and a reload take them.
 *
 * @param described those that files describe
 * @param all those, and the ones written in Java
 */
record UsedFormats(List<DescribedFormat> described, Formats all) {
  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException naming what cannot be used; then nothing is
   */
  static UsedFormats read(Configuration configuration) {
    PlausibilityLimits limits = Settings.limits(configuration.plausibility());
    List<DescribedFormat> described = FormatFolder.files(configuration.formats(), limits);
    Formats all = new Formats(limits, described);
    Subscribers.requireFormats(configuration.subscribers(), all);
    return new UsedFormats(described, all);
  }
}
