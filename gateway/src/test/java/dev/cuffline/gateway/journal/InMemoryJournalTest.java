package dev.cuffline.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InMemoryJournalTest extends JournalContractTest {
  private final InMemoryJournal.Disk disk = new InMemoryJournal.Disk();

  @Override
  protected Journal open() {
    return new InMemoryJournal(disk);
  }

  @Test
  void aFullDiskFailsAppendsAndHealth() {
    var journal = new InMemoryJournal();
    journal.fillDisk();

    var promise = journal.append(Transmissions.withId("01A"));

    assertThat(promise).isCompletedExceptionally();
    assertThat(journal.healthy()).isFalse();
    assertThat(journal.head()).isZero();
  }
}
