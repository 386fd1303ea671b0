package dev.cuffline.gateway.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cuffline.gateway.store.Changed;
import dev.cuffline.rules.reading.PracticeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who comes back is told. */
final class LiveMemoryTest {
  private static final PracticeId HARBOR = new PracticeId("harbor");
  private static final PracticeId INLAND = new PracticeId("inland");

  private final LiveMemory memory = new LiveMemory("epoch", 3);

  private static Changed alert(PracticeId practice, String id) {
    return new Changed.Alert(practice, id);
  }

  @Test
  void whatWasMissedIsTold() {
    String before = memory.position();
    memory.add(alert(HARBOR, "a"));
    String between = memory.add(alert(INLAND, "b"));
    memory.add(alert(HARBOR, "c"));

    assertThat(memory.since(before, HARBOR))
        .hasValueSatisfying(
            changes -> assertThat(changes).containsExactly(alert(HARBOR, "a"), alert(HARBOR, "c")));
    assertThat(memory.since(between, HARBOR))
        .hasValueSatisfying(changes -> assertThat(changes).containsExactly(alert(HARBOR, "c")));
    assertThat(memory.since(memory.position(), HARBOR))
        .hasValueSatisfying(changes -> assertThat(changes).isEmpty());
  }

  @Test
  void whatIsLongerAgoThanIsRememberedCannotBeTold() {
    String before = memory.position();
    for (String id : new String[] {"a", "b", "c"}) {
      memory.add(alert(HARBOR, id));
    }
    assertThat(memory.since(before, HARBOR)).isPresent();

    memory.add(alert(HARBOR, "d"));

    assertThat(memory.since(before, HARBOR)).isEmpty();
  }

  @Test
  void afterForgettingEverybodyStartsAnew() {
    String before = memory.add(alert(HARBOR, "a"));

    memory.forget();

    assertThat(memory.since(before, HARBOR)).isEmpty();
    assertThat(memory.since(memory.position(), HARBOR)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"other.0", "epoch.1", "epoch.-1", "epoch", "", "epoch.99999999999999999999"})
  void anIdThatIsNotOfThisProcessStartsAnew(String id) {
    assertThat(memory.since(id, HARBOR)).isEmpty();
  }
}
