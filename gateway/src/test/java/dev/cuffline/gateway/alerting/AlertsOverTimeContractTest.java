package dev.cuffline.gateway.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cuffline.gateway.intake.Cuff;
import dev.cuffline.gateway.intake.Enrolling;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.registry.AlertAction;
import dev.cuffline.gateway.registry.AlertActionDraft;
import dev.cuffline.gateway.registry.AlertOutcome;
import dev.cuffline.gateway.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A patient's alert from the first critical reading to its resolution, as time passes. */
abstract class AlertsOverTimeContractTest {
  private static final Instant NOW = TestGateway.START;
  private static final LocalDate TODAY = LocalDate.ofInstant(NOW, Enrolling.NEW_YORK);

  private Database database;
  private TestGateway gateway;

  /** A fresh, migrated, empty database. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().usual("p-1", "cuff-1");
  }

  @AfterEach
  void stop() {
    gateway.close();
    database.close();
  }

  private void act(
      AlertAction.Kind kind, Optional<Duration> until, Optional<AlertOutcome> outcome) {
    gateway
        .registry()
        .act(
            TestGateway.PRACTICE,
            new AlertActionDraft(
                gateway.ledger().alert().id(),
                kind,
                until.map(after -> gateway.clock().instant().plus(after)),
                outcome,
                ""),
            "nurse-1",
            gateway.rejudging())
        .join();
  }

  @Test
  void oneCriticalReadingAwaitsItsRepeatAndPagesWhenNoneComes() {
    gateway.judged("cuff-1", Cuff.reading(NOW, 184, 122));
    String first = gateway.ledger().alert().confirmation();
    boolean pagedAtOnce = gateway.ledger().alert().pages();

    int early = gateway.pass(Duration.ofMinutes(14));
    int due = gateway.pass(Duration.ofMinutes(1));
    int again = gateway.pass(Duration.ofSeconds(1));

    assertThat(first).isEqualTo("AWAITING_REPEAT");
    assertThat(pagedAtOnce).isFalse();
    assertThat(early).isZero();
    assertThat(due).isEqualTo(1);
    assertThat(again).isZero();
    assertThat(gateway.ledger().alert().pages()).isTrue();
    assertThat(gateway.ledger().count("notice")).isEqualTo(1);
  }

  @Test
  void aSecondCriticalReadingConfirmsAndPagesAtOnce() {
    gateway.judged("cuff-1", Cuff.reading(NOW, 184, 122));
    gateway.clock().advance(Duration.ofMinutes(5));
    gateway.judged("cuff-1", Cuff.reading(NOW.plusSeconds(300), 186, 121));

    assertThat(gateway.ledger().alert().confirmation()).isEqualTo("CONFIRMED");
    assertThat(gateway.ledger().alert().pages()).isTrue();
    assertThat(gateway.ledger().count("notice")).isEqualTo(1);
  }

  @Test
  void aCalmRepeatDowngradesAndPagesNobodyLater() {
    gateway.judged("cuff-1", Cuff.reading(NOW, 184, 122));
    gateway.clock().advance(Duration.ofMinutes(5));
    gateway.judged("cuff-1", Cuff.reading(NOW.plusSeconds(300), 128, 82));

    gateway.pass(Duration.ofHours(1));

    assertThat(gateway.ledger().alert().confirmation()).isEqualTo("DOWNGRADED");
    assertThat(gateway.ledger().alert().pages()).isFalse();
    assertThat(gateway.ledger().count("notice")).isZero();
  }

  @Test
  void aValueFarBeyondPagesAtOnce() {
    gateway.judged("cuff-1", Cuff.reading(NOW, 214, 128));

    assertThat(gateway.ledger().alert().pages()).isTrue();
    assertThat(gateway.ledger().count("notice")).isEqualTo(1);
  }

  @Test
  void acknowledgedItStaysSilentUntilAnOutcomeIsOverdue() {
    gateway.judged("cuff-1", Cuff.reading(NOW, 214, 128));
    gateway.clock().advance(Duration.ofMinutes(2));

    act(AlertAction.Kind.ACKNOWLEDGE, Optional.empty(), Optional.empty());
    String state = gateway.ledger().alert().state();
    boolean pages = gateway.ledger().alert().pages();
    gateway.pass(Duration.ofMinutes(31));

    assertThat(state).isEqualTo("ACKNOWLEDGED");
    assertThat(pages).isFalse();
    assertThat(gateway.ledger().alert().pages()).isTrue();
    assertThat(gateway.ledger().count("notice")).isEqualTo(2);
  }

  @Test
  void aSnoozeEndsByItself() {
    gateway.judged("cuff-1", Cuff.reading(NOW, 214, 128));
    gateway.clock().advance(Duration.ofMinutes(2));

    act(AlertAction.Kind.SNOOZE, Optional.of(Duration.ofMinutes(20)), Optional.empty());
    String asleep = gateway.ledger().alert().state();
    gateway.pass(Duration.ofMinutes(20));

    assertThat(asleep).isEqualTo("SNOOZED");
    assertThat(gateway.ledger().alert().state()).isNotEqualTo("SNOOZED");
    assertThat(gateway.ledger().alert().pages()).isTrue();
  }

  @Test
  void resolvedItStaysResolvedAndTheNextCrisisIsAnotherAlert() {
    gateway.judged("cuff-1", Cuff.reading(NOW, 214, 128));
    gateway.clock().advance(Duration.ofMinutes(10));
    act(AlertAction.Kind.RESOLVE, Optional.empty(), Optional.of(AlertOutcome.REACHED_AND_ADVISED));
    String state = gateway.ledger().alert().state();

    gateway.clock().advance(Duration.ofHours(2));
    gateway.judged("cuff-1", Cuff.reading(NOW.plusSeconds(7_000), 215, 128));

    assertThat(state).isEqualTo("RESOLVED");
    assertThat(gateway.ledger().alerts())
        .extracting(alert -> alert.state())
        .containsExactly("RESOLVED", "OPEN");
  }

  @Test
  void anUnattributedAlertIsResolvedByAPerson() {
    gateway.judged("cuff-9", Cuff.reading(NOW, 214, 128));
    gateway.clock().advance(Duration.ofMinutes(10));

    act(AlertAction.Kind.RESOLVE, Optional.empty(), Optional.of(AlertOutcome.MEASUREMENT_ERROR));
    gateway.judged("cuff-9", Cuff.reading(NOW, 214, 128));

    assertThat(gateway.ledger().alert().state()).isEqualTo("RESOLVED");
    assertThat(gateway.ledger().alert().pages()).isFalse();
  }

  @Test
  void aLateCrisisIsListedAsHistoricAndPagesNobody() {
    gateway.judged("cuff-1", Cuff.reading(NOW.minus(Duration.ofDays(3)), 214, 128));
    gateway.pass(Duration.ofHours(1));

    assertThat(gateway.ledger().alert().historic()).isTrue();
    assertThat(gateway.ledger().alert().pages()).isFalse();
    assertThat(gateway.ledger().count("notice")).isZero();
    assertThat(gateway.ledger().count("finding")).isPositive();
  }

  @Test
  void lateDataDoesNotHideACrisisOfToday() {
    gateway.judged("cuff-1", Cuff.reading(NOW.minus(Duration.ofDays(3)), 214, 128));
    gateway.judged("cuff-1", Cuff.reading(NOW, 216, 129));

    assertThat(gateway.ledger().alert().historic()).isFalse();
    assertThat(gateway.ledger().alert().pages()).isTrue();
    assertThat(gateway.ledger().count("notice")).isEqualTo(1);
  }

  private static JsonNode criticalFrom(String limit) {
    return JsonNodeFactory.instance
        .objectNode()
        .set(
            "BP-CRIT-HI",
            JsonNodeFactory.instance
                .objectNode()
                .set("when", JsonNodeFactory.instance.arrayNode().add(limit)));
  }

  @Test
  void aPatientsOwnLimitHoldsForNobodyElse() {
    gateway.people().patient("p-2").enrol("p-2").cuff("cuff-2").assign("cuff-2", "p-2");
    gateway.people().ownRules("p-1", TODAY, criticalFrom("systolic >= 170"));

    gateway.judged("cuff-1", Cuff.reading(NOW, 172, 90));
    gateway.judged("cuff-2", Cuff.reading(NOW, 172, 90));

    assertThat(gateway.ledger().alert().severity()).isEqualTo("CRITICAL");
    assertThat(gateway.ledger().alerts()).hasSize(1);
  }

  @Test
  void aLimitThatIsLiftedTakesBackWhatItRaised() {
    gateway.people().ownRules("p-1", TODAY, criticalFrom("systolic >= 170"));
    gateway.judged("cuff-1", Cuff.reading(NOW, 172, 90));

    gateway.people().ownRules("p-1", TODAY, JsonNodeFactory.instance.objectNode());

    assertThat(gateway.ledger().alert().state()).isEqualTo("RESOLVED");
  }

  @Test
  void aLimitOfALaterDateHoldsFromThatDateOn() {
    gateway.people().ownRules("p-1", TODAY.plusDays(1), criticalFrom("systolic >= 170"));
    gateway.judged("cuff-1", Cuff.reading(NOW, 172, 90));
    int before = gateway.ledger().alerts().size();

    gateway.clock().advance(Duration.ofDays(1));
    gateway.judged("cuff-1", Cuff.reading(NOW.plus(Duration.ofDays(1)), 172, 90));

    assertThat(before).isZero();
    assertThat(gateway.ledger().alerts()).isNotEmpty();
  }
}
