package dev.cuffline.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. */
public final class VirtualClock extends Clock {
  private volatile Instant now;

  /** Stands at an instant. */
  public VirtualClock(Instant now) {
    this.now = now;
  }

  /** Stands at another instant. */
  public void set(Instant instant) {
    now = instant;
  }

  /** Goes forward. */
  public void advance(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException(
        "rooms take instants from a clock, and zones from people");
  }
}
