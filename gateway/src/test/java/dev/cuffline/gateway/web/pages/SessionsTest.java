package dev.cuffline.gateway.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.access.Access;
import dev.cuffline.gateway.intake.VirtualClock;
import dev.cuffline.gateway.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long somebody stays signed in. */
final class SessionsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-31T13:00:00Z"));
  private Database database;
  private Sessions sessions;
  private String token;

  @BeforeEach
  void open(@TempDir Path own) {
    database = Database.sqlite(own.resolve("store.db"));
    Access access = Access.of(database, clock, Optional.empty());
    token = access.tokens().createInitial("test").join().orElseThrow();
    sessions = new Sessions(access, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aTokenOpensASessionOfItsOwnEachTime() {
    String first = sessions.open(token).orElseThrow();
    String second = sessions.open(token).orElseThrow();

    assertThat(first).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(second).isNotEqualTo(token);
    assertThat(sessions.find(first).orElseThrow().who().name()).isEqualTo("admin");
    assertThat(sessions.find(first).orElseThrow().holder()).isNotEqualTo(first);
  }

  @Test
  void aWrongTokenOpensNone() {
    assertThat(sessions.open("x".repeat(32))).isEmpty();
    assertThat(sessions.open("")).isEmpty();
    assertThat(sessions.find("x".repeat(32))).isEmpty();
  }

  @Test
  void aSessionEndsWhenNobodyUsesIt() {
    String cookie = sessions.open(token).orElseThrow();

    clock.advance(Sessions.IDLE.minus(MOMENT));
    assertThat(sessions.find(cookie)).isPresent();
    clock.advance(MOMENT);

    assertThat(sessions.find(cookie)).isEmpty();
  }

  @Test
  void aSessionThatIsUsedEndsAfterALongShift() {
    String cookie = sessions.open(token).orElseThrow();
    Instant end = clock.instant().plus(Sessions.LONGEST);
    Duration step = Sessions.IDLE.minus(MOMENT);
    while (clock.instant().plus(step).isBefore(end)) {
      clock.advance(step);
      sessions.used(sessions.find(cookie).orElseThrow());
    }

    clock.set(end);

    assertThat(sessions.find(cookie)).isEmpty();
  }

  @Test
  void whoeverSignsOutIsOutAndOthersAreNot() {
    String mine = sessions.open(token).orElseThrow();
    String yours = sessions.open(token).orElseThrow();
    PageSession session = sessions.find(mine).orElseThrow();

    sessions.close(session);

    assertThat(sessions.find(mine)).isEmpty();
    assertThat(sessions.stands(session)).isFalse();
    assertThat(sessions.find(yours)).isPresent();
  }
}
