package dev.cuffline.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.rules.reading.PracticeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal promises, whatever it is made of. */
public abstract class JournalContractTest {
  private Journal journal;

  /** Opens the journal; each call within one test opens the same one. */
  protected abstract Journal open();

  @BeforeEach
  void openJournal() {
    journal = open();
  }

  @AfterEach
  void closeJournal() {
    journal.close();
  }

  @Test
  void aNewJournalIsEmptyAndHealthy() {
    assertThat(journal.head()).isZero();
    assertThat(journal.read(0, 10)).isEmpty();
    assertThat(journal.healthy()).isTrue();
  }

  @Test
  void positionsGrowByOneInTheOrderOfAppending() {
    List<CompletableFuture<Long>> promises =
        IntStream.range(0, 1_500).mapToObj(i -> journal.append(numbered(i))).toList();

    List<Long> positions = promises.stream().map(CompletableFuture::join).toList();

    assertThat(positions).isEqualTo(LongStream.rangeClosed(1, 1_500).boxed().toList());
    assertThat(journal.read(0, 2_000))
        .extracting(entry -> entry.transmission().id())
        .isEqualTo(IntStream.range(0, 1_500).mapToObj(i -> numbered(i).id()).toList());
  }

  @Test
  void whenAPromiseIsKeptAllEarlierOnesAre() {
    List<CompletableFuture<Boolean>> inOrder = new ArrayList<>();
    CompletableFuture<Long> previous = CompletableFuture.completedFuture(0L);

    for (int i = 0; i < 2_000; i++) {
      CompletableFuture<Long> earlier = previous;
      CompletableFuture<Long> promise = journal.append(numbered(i));
      inOrder.add(promise.thenApply(position -> earlier.isDone()));
      previous = promise;
    }

    assertThat(inOrder).allMatch(CompletableFuture::join);
  }

  @Test
  void whenThePromiseIsKeptTheEntryCanBeReadAndFound() {
    Transmission transmission = Transmissions.withId("01A");

    long position = journal.append(transmission).join();

    assertThat(journal.head()).isEqualTo(position);
    assertThat(journal.read(0, 1)).containsExactly(new JournalEntry(position, transmission));
    assertThat(journal.find("01A")).contains(new JournalEntry(position, transmission));
  }

  @Test
  void anUnknownTransmissionIsNotFound() {
    journal.append(Transmissions.withId("01A")).join();

    assertThat(journal.find("01B")).isEmpty();
  }

  @Test
  void readingGoesOnAfterAPositionAndStopsAtTheLimit() {
    CompletableFuture.allOf(
            IntStream.range(0, 10)
                .mapToObj(i -> journal.append(numbered(i)))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(journal.read(4, 3)).extracting(JournalEntry::position).containsExactly(5L, 6L, 7L);
    assertThat(journal.read(8, 100)).extracting(JournalEntry::position).containsExactly(9L, 10L);
    assertThat(journal.read(10, 100)).isEmpty();
    assertThat(journal.read(11, 100)).isEmpty();
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatThrownBy(() -> journal.read(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyFieldComesBackAsItWas() {
    var odd =
        new Transmission(
            "01C",
            Instant.parse("2026-03-29T00:59:59.999999999Z"),
            new PracticeId("Praxis Süd"),
            Transport.HTTP,
            "source 'quoted' \"and\" more",
            "unknown/format",
            "/v1/ingest/ä%2F😀",
            "",
            true,
            new byte[0]);

    journal.append(odd).join();

    assertThat(journal.find("01C")).map(JournalEntry::transmission).contains(odd);
    assertThat(journal.read(0, 1).getFirst().transmission().retained()).isTrue();
  }

  @Test
  void payloadsComeBackByteForByte() {
    var random = new Random(20_260_302);
    List<Transmission> sent = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] payload = new byte[i % 20 == 0 ? 100_000 : random.nextInt(600)];
      random.nextBytes(payload);
      sent.add(Transmissions.with("id-" + i, payload));
    }

    sent.stream().map(journal::append).toList().forEach(CompletableFuture::join);

    assertThat(journal.read(0, 1_000)).extracting(JournalEntry::transmission).isEqualTo(sent);
  }

  @Test
  void theSameIdTwiceIsKeptTwiceAndTheFirstIsFound() {
    long first = journal.append(Transmissions.withId("01A")).join();
    long second = journal.append(Transmissions.withId("01A")).join();

    assertThat(second).isEqualTo(first + 1);
    assertThat(journal.find("01A")).map(JournalEntry::position).contains(first);
  }

  @Test
  void listenersAreToldAfterTheEntryIsDurable() throws InterruptedException {
    var told = new CountDownLatch(1);
    journal.onAppended(() -> {
      if (journal.head() >= 1 && !journal.read(0, 1).isEmpty()) {
        told.countDown();
      }
    });

    journal.append(Transmissions.withId("01A")).join();

    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void manyAppendersLoseAndDuplicateNothing() throws InterruptedException {
    int threads = 8;
    int each = 500;
    List<Long> positions = Collections.synchronizedList(new ArrayList<>());

    try (var appenders = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        int mine = thread;
        appenders.execute(() ->
            IntStream.range(0, each)
                .mapToObj(i -> journal.append(Transmissions.withId(mine + "-" + i)))
                .toList()
                .forEach(promise -> positions.add(promise.join())));
      }
    }

    assertThat(positions)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, (long) threads * each).boxed().toList());
    List<String> ids =
        journal.read(0, threads * each + 1).stream()
            .map(entry -> entry.transmission().id())
            .toList();
    assertThat(ids).hasSize(threads * each).doesNotHaveDuplicates();
    assertThat(ids.stream().filter(id -> id.startsWith("3-")))
        .isEqualTo(IntStream.range(0, each).mapToObj(i -> "3-" + i).toList());
  }

  @Test
  void epochEntriesAndPositionsSurviveReopening() {
    var epoch = journal.epoch();
    journal.append(Transmissions.withId("01A")).join();
    journal.close();

    journal = open();

    assertThat(journal.epoch()).isEqualTo(epoch);
    assertThat(journal.head()).isEqualTo(1);
    assertThat(journal.find("01A")).isPresent();
    assertThat(journal.append(Transmissions.withId("01B")).join()).isEqualTo(2);
  }

  @Test
  void closingKeepsEveryPromiseMadeBefore() {
    List<CompletableFuture<Long>> promises =
        IntStream.range(0, 5_000).mapToObj(i -> journal.append(numbered(i))).toList();

    journal.close();

    assertThat(promises)
        .allMatch(promise -> promise.isDone() && !promise.isCompletedExceptionally());
    journal = open();
    assertThat(journal.head()).isEqualTo(5_000);
  }

  @Test
  void appendsAfterClosingFail() {
    journal.close();

    CompletableFuture<Long> promise = journal.append(Transmissions.withId("01A"));

    assertThatThrownBy(promise::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(JournalUnavailableException.class);
  }

  @Test
  void closingTwiceIsNoFault() {
    journal.close();

    journal.close();

    assertThat(journal.append(Transmissions.withId("01A"))).isCompletedExceptionally();
  }

  private static Transmission numbered(int number) {
    return Transmissions.withId("%026d".formatted(number));
  }
}
