package dev.cuffline.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Whether a destination is sent to. While it works, as much as it takes; after a fault one small
 * probe at a time, with pauses that grow exponentially and are drawn at random up to their limit
 * ("full jitter"), so that several gateways do not knock together.
 *
 * <p>Not thread-safe: its owner guards it.
 */
final class Circuit {
  private static final int MOST_DOUBLINGS = 20;

  private final Pace pace;
  private final RandomGenerator random;
  private State state = new State.Closed(0);

  Circuit(Pace pace, RandomGenerator random) {
    this.pace = pace;
    this.random = random;
  }

  /** How things stand. */
  sealed interface State {
    /** Counts the outages: a report of a parcel that was sent before one says nothing new. */
    int outages();

    /** It works. */
    record Closed(int outages) implements State {}

    /**
     * It failed.
     *
     * @param failures in a row
     * @param probeAt when one may be tried
     */
    record Open(int outages, int failures, Instant probeAt) implements State {}

    /** It refuses our credentials. */
    record Stopped(int outages, Instant probeAt) implements State {}
  }

  State state() {
    return state;
  }

  /** A parcel that was sent when {@code outages} had been counted has been answered for. */
  void worked(int outages) {
    if (outages == state.outages()) {
      state = new State.Closed(outages);
    }
  }

  /**
   * A parcel that was sent when {@code outages} had been counted has not.
   *
   * @return whether this is news: the first of its kind in a row
   */
  boolean failed(int outages, Fault fault, Instant now) {
    State before = state;
    state =
        switch (fault) {
          case Fault.Unauthorised _ ->
              new State.Stopped(next(outages), now.plus(pace.unauthorised()));
          case Fault.Unavailable unavailable -> failed(outages, unavailable, now);
        };
    return !state.getClass().equals(before.getClass());
  }

  private int next(int outages) {
    return state instanceof State.Closed && outages == state.outages()
        ? outages + 1
        : state.outages();
  }

  private State failed(int outages, Fault.Unavailable fault, Instant now) {
    return switch (state) {
      case State.Closed closed when outages == closed.outages() -> open(outages + 1, 1, fault, now);
      case State.Open open when outages == open.outages() ->
          open(outages, open.failures() + 1, fault, now);
      case State.Stopped stopped when outages == stopped.outages() -> open(outages, 1, fault, now);
      case State.Closed _, State.Open _, State.Stopped _ -> state;
    };
  }

  private State open(int outages, int failures, Fault.Unavailable fault, Instant now) {
    Duration asked =
        fault
            .retryAfter()
            .map(wanted -> wanted.compareTo(pace.longestAsked()) > 0 ? pace.longestAsked() : wanted)
            .orElse(Duration.ZERO);
    Duration pause = jittered(failures);
    return new State.Open(outages, failures, now.plus(asked.compareTo(pause) > 0 ? asked : pause));
  }

  private Duration jittered(int failures) {
    long limit = pace.first().toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long capped = Math.min(limit, pace.longest().toMillis());
    return Duration.ofMillis(1 + random.nextLong(capped));
  }
}
