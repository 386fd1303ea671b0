package dev.cuffline.gateway.web;

import java.util.Map;
import java.util.Optional;

/** One format, whose file is wrong. */
final class OneFormat implements FormatFiles {
  @Override
  public Map<String, Integer> versions() {
    return Map.of("cuffline.v1", 3);
  }

  @Override
  public Optional<Refusal> lastRefusal() {
    return Optional.empty();
  }

  @Override
  public void reload() {
    throw new IllegalArgumentException("/etc/cuffline/formats/my-cuff.yaml, line 2: version must");
  }
}
