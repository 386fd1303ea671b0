package dev.cuffline.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PracticeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a change in the log is found, on whichever database. */
abstract class AuditLogContractTest {
  private static final Instant AT = Instant.parse("2026-01-31T13:00:00.123456Z");
  private static final PracticeId PRACTICE = new PracticeId("harbor");

  @TempDir Path folder;
  private Database database;
  private AuditKey key;
  private AuditLog log;

  /** A fresh, migrated, empty database. */
  abstract Database open() throws Exception;

  @BeforeEach
  void openLog() throws Exception {
    database = open();
    key = AuditKey.ensure(folder);
    log = newLog();
  }

  @AfterEach
  void closeDatabase() {
    log.close();
    database.close();
  }

  private AuditLog newLog() {
    return new AuditLog(database, key, Clock.fixed(AT, ZoneOffset.UTC));
  }

  private static AuditEntry entry(int number, String... patients) {
    return new AuditEntry(
        AT.plusSeconds(number),
        "harbor",
        "rn-" + number % 2,
        "GET /patients/{patient}",
        List.of(patients),
        AuditEntry.Outcome.DONE);
  }

  private void write(int entries) {
    for (int number = 1; number <= entries; number++) {
      log.write(entry(number, "p" + number)).join();
    }
  }

  private AuditCheck.Result check(AuditHead... heads) {
    return database.read(db -> AuditCheck.of(db, key, List.of(heads)));
  }

  private void change(String sql, @Nullable Object... arguments) {
    database.writer().command(s -> s.update(sql, arguments)).join();
  }

  private AuditHead head() {
    return database.read(AuditQueries::heads).getFirst();
  }

  @Test
  void whatNobodyTouchedFits() {
    write(3);
    log = newLog();
    write(2);

    assertThat(check(head())).isEqualTo(new AuditCheck.Result(2, 5, 0, List.of()));
  }

  @Test
  void entriesThatComeTogetherAreOneChain() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    IntStream.rangeClosed(1, 1_500)
        .parallel()
        .mapToObj(number -> log.write(entry(number, "p1", "p2")))
        .toList()
        .forEach(all::add);
    all.forEach(CompletableFuture::join);

    assertThat(check()).isEqualTo(new AuditCheck.Result(1, 1_500, 0, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor = 'rn-9'",
        "action = 'GET /'",
        "patients = '[]'",
        "practice_id = 'other'",
        "outcome = 'REFUSED'",
        "at = at + 1"
      })
  void aChangedEntryIsNamed(String change) {
    write(3);
    change("UPDATE audit_entry SET " + change + " WHERE seq = 2");

    assertThat(check().problems())
        .containsExactly("process " + process() + ", entry 2: was changed after it was written");
  }

  @Test
  void aMissingEntryIsNamed() {
    write(3);
    change("DELETE FROM audit_entry WHERE seq = 2");

    assertThat(check().problems())
        .containsExactly("process " + process() + ", entry 2: is missing");
  }

  @Test
  void entriesCutOffAtTheEndAreFoundByAHeadThatWasKept() {
    write(3);
    AuditHead kept = head();
    change("DELETE FROM audit_entry WHERE seq >= 2");

    assertThat(check().problems()).as("the rest fits").isEmpty();
    assertThat(check(kept).problems())
        .containsExactly("process " + process() + ", entries 2 to 3: are missing");
  }

  @Test
  void aChainThatIsGoneIsFoundByAHeadThatWasKept() {
    write(1);
    AuditHead kept = head();
    change("DELETE FROM audit_entry");
    change("DELETE FROM audit_chain");

    assertThat(check(kept).problems())
        .containsExactly("process " + kept.process() + ": its whole chain is gone");
  }

  @Test
  void whoeverWritesTheChainAnewWithoutTheKeyIsFound() throws IOException {
    write(2);
    AuditHead kept = head();
    AuditKey forged = AuditKey.ensure(Files.createDirectory(folder.resolve("elsewhere")));
    String first = forged.code("", process(), 1, entry(1, "p9"));
    change("UPDATE audit_entry SET patients = '[\"p9\"]', code = ? WHERE seq = 1", first);

    assertThat(check(kept).problems())
        .containsExactly("process " + process() + ", entry 1: was changed after it was written");
  }

  @Test
  void chainsOfAnotherKeyAreCountedAndNotFollowed() throws IOException {
    AuditKey other = AuditKey.ensure(Files.createDirectory(folder.resolve("elsewhere")));
    write(1);

    AuditCheck.Result result = database.read(db -> AuditCheck.of(db, other, List.of()));

    assertThat(result).isEqualTo(new AuditCheck.Result(0, 0, 1, List.of()));
  }

  @Test
  void aBatchThatIsUndoneLeavesTheChainWhereItWas() {
    write(1);
    change("ALTER TABLE audit_patient RENAME TO audit_patient_away");
    CompletableFuture<Void> lost = log.write(entry(2, "p2"));
    assertThatThrownBy(lost::join).hasMessageContaining("the transaction was undone");
    change("ALTER TABLE audit_patient_away RENAME TO audit_patient");

    log.write(entry(3, "p3")).join();

    assertThat(check()).isEqualTo(new AuditCheck.Result(1, 2, 0, List.of()));
  }

  @Test
  void itIsSearchedByPersonPatientAndTimeAndGoesOn() {
    write(5);
    log.write(entry(6, "p1", "p2")).join();

    assertThat(found(Optional.of("rn-1"), Optional.empty(), Optional.empty()))
        .containsExactly(5L, 3L, 1L);
    assertThat(found(Optional.empty(), Optional.of("p1"), Optional.empty()))
        .containsExactly(6L, 1L);
    var place = new AuditQueries.Place(AT.plusSeconds(3), process(), 3);
    assertThat(found(Optional.empty(), Optional.empty(), Optional.of(place)))
        .containsExactly(2L, 1L);
  }

  private List<Long> found(
      Optional<String> actor, Optional<String> patient, Optional<AuditQueries.Place> before) {
    var search =
        new AuditQueries.Search(
            actor, patient, Optional.of(AT), Optional.of(AT.plusSeconds(60)), before);
    return database.read(db -> AuditQueries.find(db, PRACTICE, search, 10)).stream()
        .map(AuditRow::seq)
        .toList();
  }

  @Test
  void nobodyElseMayReadTheKey() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve(AuditKey.FILE))))
        .isEqualTo("rw-------");
    assertThat(AuditKey.ensure(folder).id()).isEqualTo(key.id());
  }

  private String process() {
    return database.read(db ->
        db.first("SELECT process FROM audit_chain", row -> row.text("process")).orElseThrow());
  }
}
