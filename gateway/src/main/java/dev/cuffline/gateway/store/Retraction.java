package dev.cuffline.gateway.store;

import java.sql.SQLException;
import java.time.Instant;

/**
 * How a patient lost a reading.
 *
 * @param because whose doing it was
 * @param at when; of one that was taken away before this was kept, when the reading was judged
 */
public record Retraction(Cause because, Instant at) {
  /** Whose doing it was; names stand in the store. */
  public enum Cause {
    /** A person said that the device was in other hands, or that two records are one person's. */
    PERSON,
    /** The vendor sent it again with a time at which the device was in other hands. */
    VENDOR
  }

  static Retraction read(Row row) throws SQLException {
    return new Retraction(
        row.optionalText("retracted_because").map(Cause::valueOf).orElse(Cause.PERSON),
        row.optionalInstant("retracted_at").orElse(row.instant("judged_at")));
  }
}
