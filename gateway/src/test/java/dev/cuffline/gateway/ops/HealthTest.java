package dev.cuffline.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final ReadinessCheck FINE = new ReadinessCheck("fine", Optional::empty);

  @Test
  void aRequiredCheckThatFailsMakesItUnready() {
    Health.Readiness state =
        new Health(List.of(FINE, new ReadinessCheck("journal", () -> Optional.of("full"))))
            .readiness();

    assertThat(state.ready()).isFalse();
    assertThat(state.checks()).extracting(Health.Checked::ok).containsExactly(true, false);
  }

  @Test
  void aCheckThatIsNotRequiredIsShownAndChangesNothing() {
    Health.Readiness state =
        new Health(
                List.of(FINE, new ReadinessCheck("subscriber", () -> Optional.of("away"), false)))
            .readiness();

    assertThat(state.ready()).isTrue();
    assertThat(state.checks())
        .last()
        .isEqualTo(new Health.Checked("subscriber", false, Optional.of("away")));
  }

  @Test
  void aCheckThatBreaksHasFailed() {
    Health.Readiness state =
        new Health(
                List.of(
                    new ReadinessCheck(
                        "journal",
                        () -> {
                          throw new IllegalStateException("broken");
                        })))
            .readiness();

    assertThat(state.ready()).isFalse();
  }
}
