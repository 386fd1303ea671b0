package dev.cuffline.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks another process again until it says what is wanted: it cannot call back. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PAUSE_MILLIS = 20;

  private Eventually() {}

  /** The first answer that fits. */
  static <T> T get(String what, Callable<T> question, Predicate<T> wanted) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    for (; ; ) {
      T answer = question.call();
      if (wanted.test(answer)) {
        return answer;
      }
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(what + " did not come; the last answer was: " + answer);
      }
      pause(PAUSE_MILLIS);
    }
  }

  /** Lets time pass; nothing can end it early. */
  static void pause(long millis) throws InterruptedException {
    boolean ended = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    assert !ended;
  }
}
