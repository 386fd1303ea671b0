package dev.cuffline.gateway.format.described;

import dev.cuffline.gateway.format.Formats;
import dev.cuffline.gateway.format.PlausibilityLimits;
import java.nio.file.Path;
import java.util.List;

/** The formats that come with Cuffline, with the limits of the device test vectors. */
public final class ShippedFormats {
  /** Surefire runs in the module's folder. */
  public static final Path FOLDER = Path.of("..", "config", "formats");

  private ShippedFormats() {}

  /** All of them. */
  public static Formats all() {
    return FormatFolder.read(List.of(FOLDER), PlausibilityLimits.DEFAULT);
  }
}
