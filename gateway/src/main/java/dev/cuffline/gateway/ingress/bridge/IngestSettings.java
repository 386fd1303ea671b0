package dev.cuffline.gateway.ingress.bridge;

/**
 * Limits of HTTP ingest.
 *
 * @param maximumBodyBytes longest body taken, at least 1
 * @param requestsPerSource requests under way for one source, at least 1; more are answered 429
 * @param requestsInTotal requests under way over all sources, at least 1; more are answered 429
 */
public record IngestSettings(int maximumBodyBytes, int requestsPerSource, int requestsInTotal) {
  /** Refuses values out of range, naming the setting. */
  public IngestSettings {
    require(maximumBodyBytes, "http.ingest.maximumBodyBytes");
    require(requestsPerSource, "http.ingest.requestsPerSource");
    require(requestsInTotal, "http.ingest.requestsInTotal");
  }

  /** 256 KiB; 64 at once for one source, 1,024 for all. */
  public static IngestSettings defaults() {
    return new IngestSettings(256 * 1_024, 64, 1_024);
  }

  private static void require(int value, String setting) {
    if (value < 1) {
      throw new IllegalArgumentException(setting + " must be at least 1");
    }
  }
}
