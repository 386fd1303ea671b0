package dev.cuffline.gateway.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.stream.StreamMessage;
import com.linecorp.armeria.common.stream.StreamWriter;
import dev.cuffline.rules.reading.PracticeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A reader that keeps up, one that does not, and one that may listen no more. */
final class LiveStreamTest {
  private final StreamWriter<HttpData> out = StreamMessage.streaming();
  private final Reader connection = new Reader();
  private boolean stands = true;
  private LiveStream stream;

  /** A connection that takes as much as it is let. */
  private static final class Reader implements Subscriber<HttpData> {
    private final List<String> taken = new ArrayList<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private Subscription subscription =
        new Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {}
        };

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      subscribed.countDown();
    }

    @Override
    public synchronized void onNext(HttpData data) {
      taken.add(data.toStringUtf8());
    }

    @Override
    public void onError(Throwable fault) {
      ended.countDown();
    }

    @Override
    public void onComplete() {
      ended.countDown();
    }

    synchronized String all() {
      return String.join("", taken);
    }
  }

  @BeforeEach
  void join() throws InterruptedException {
    stream =
        new LiveStream(
            new LiveReader(new PracticeId("harbor"), "h", Optional.empty(), () -> stands), out);
    out.subscribe(connection);
    assertThat(connection.subscribed.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aReaderWhoKeepsUpGetsEverythingInOrder() throws InterruptedException {
    connection.subscription.request(Long.MAX_VALUE);
    int many = 1_000;
    String page = "·".repeat(3 * LiveStream.MOST_WAITING / many);
    for (int i = 0; i < many; i++) {
      stream.offer(i + ";" + page);
      out.whenConsumed().join();
    }
    stream.end("over");

    assertThat(connection.ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(connection.all())
        .startsWith("0;" + page + "1;" + page + "2;")
        .endsWith((many - 1) + ";" + page + "over");
  }

  @Test
  void aCommitOfThousandsOfChangesIsNotHeldAgainstTheReader() throws InterruptedException {
    stream.offer("first;");
    for (int i = 0; i < 5_000; i++) {
      stream.offer("event: clocks;");
    }
    connection.subscription.request(Long.MAX_VALUE);
    stream.end("over");

    assertThat(connection.ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(connection.all()).isEqualTo("first;" + "event: clocks;".repeat(5_000) + "over");
  }

  @Test
  void aReaderWhoDoesNotKeepUpIsToldToStartAnewAndIsClosed() throws InterruptedException {
    String tenth = "·".repeat(LiveStream.MOST_WAITING / 10);
    for (int i = 0; i < 20; i++) {
      stream.offer(i == 0 ? "0;" : tenth);
    }

    connection.subscription.request(Long.MAX_VALUE);

    assertThat(connection.ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(connection.all()).isEqualTo("0;" + LiveEvent.RESET.frame());
  }

  @Test
  void nobodyAtTheOtherEndIsNoticedInTheEnd() throws InterruptedException {
    for (int beat = 0; beat < 10; beat++) {
      stream.beat();
    }

    assertThat(connection.ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(out.isOpen()).isFalse();
  }

  @Test
  void whoeverMayListenNoMoreIsToldAndClosed() throws InterruptedException {
    connection.subscription.request(Long.MAX_VALUE);
    stream.beat();
    out.whenConsumed().join();

    stands = false;
    stream.beat();

    assertThat(connection.ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(connection.all()).isEqualTo(LiveEvent.HEARTBEAT + LiveEvent.ENDED.frame());
  }
}
