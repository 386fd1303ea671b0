package dev.cuffline.gateway.web.live;

import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.stream.StreamWriter;
import dev.cuffline.gateway.registry.Secrets;
import dev.cuffline.gateway.store.Changed;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.rules.reading.PracticeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what was committed and tells every reader of the practice. Safe for many threads. */
public final class LiveHub implements AutoCloseable {
  /** Streams that one holder of a token or session may have open. */
  public static final int MOST_STREAMS = 32;

  /** How often a quiet stream says that it is there. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final int REMEMBERED = 4_096;
  private static final int MOST_WAITING = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

  private final Database database;
  private final long heartbeatNanos;
  private final LiveMemory memory = new LiveMemory(new Secrets().next(), REMEMBERED);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final Set<Changed> waiting = new LinkedHashSet<>();
  private final List<LiveStream> joining = new ArrayList<>();
  private final List<LiveStream> streams = new CopyOnWriteArrayList<>();
  private final Thread pump;
  private boolean lost;
  private boolean closed;

  /** What there is to do, taken from the writer and from newcomers. */
  private record Work(List<Changed> changes, List<LiveStream> joining, boolean lost) {}

  /** Listens to the writer of this store. */
  public LiveHub(Database database) {
    this(database, HEARTBEAT);
  }

  LiveHub(Database database, Duration heartbeat) {
    this.database = database;
    this.heartbeatNanos = heartbeat.toNanos();
    this.pump = Thread.ofPlatform().daemon().name("cuffline-live").start(this::run);
    database.writer().onChange(this::accept);
  }

  /** The id of the newest event: a page that reads the store now has seen everything until it. */
  public String position() {
    return memory.position();
  }

  /**
   * Adds a reader.
   *
   * @param out takes frames from now on, until it or the hub is closed
   * @return false when the holder has as many streams as are allowed, or the hub is closed
   */
  public boolean join(LiveReader reader, StreamWriter<HttpObject> out) {
    LiveStream stream = new LiveStream(reader, out);
    lock.lock();
    try {
      if (closed || streamsOf(reader.holder()) >= MOST_STREAMS) {
        return false;
      }
      streams.add(stream);
      joining.add(stream);
      something.signal();
    } finally {
      lock.unlock();
    }
    var _ = out.whenComplete().handle((done, fault) -> streams.remove(stream));
    return true;
  }

  private long streamsOf(String holder) {
    return streams.stream().filter(stream -> stream.reader().holder().equals(holder)).count();
  }

  /** Ends the streams of a holder at once, for example when somebody signs out. */
  public void end(String holder) {
    for (LiveStream stream : streams) {
      if (stream.reader().holder().equals(holder)) {
        stream.end(LiveEvent.ENDED.frame());
      }
    }
  }

  /** On the writer's thread: takes the names and goes. */
  private void accept(List<Changed> changes) {
    lock.lock();
    try {
      waiting.addAll(changes);
      if (waiting.size() > MOST_WAITING) {
        waiting.clear();
        lost = true;
      }
      something.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    long nextBeat = System.nanoTime() + heartbeatNanos;
    for (Work work = next(nextBeat); work != null; work = next(nextBeat)) {
      try {
        publish(work);
      } catch (RuntimeException fault) {
        // Whatever it was: without this thread every page would stand still and not know it.
        startAnew(fault);
      }
      if (System.nanoTime() - nextBeat >= 0) {
        streams.forEach(LiveStream::beat);
        nextBeat = System.nanoTime() + heartbeatNanos;
      }
    }
  }

  /** Waits for something to do, or for the next heartbeat; null when it is over. */
  private @Nullable Work next(long nextBeat) {
    lock.lock();
    try {
      long left = nextBeat - System.nanoTime();
      while (!closed && !lost && waiting.isEmpty() && joining.isEmpty() && left > 0) {
        left = something.awaitNanos(left);
      }
      if (closed) {
        return null;
      }
      Work work = new Work(List.copyOf(waiting), List.copyOf(joining), lost);
      waiting.clear();
      joining.clear();
      lost = false;
      return work;
    } catch (InterruptedException interrupted) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void publish(Work work) {
    if (work.lost()) {
      memory.forget();
      tellAll(LiveEvent.RESET.frame(memory.position()));
    }
    work.joining().forEach(this::welcome);
    Map<Changed, LiveEvent> events = streams.isEmpty() ? Map.of() : read(work.changes());
    Map<PracticeId, StringBuilder> frames = new HashMap<>();
    for (Changed change : work.changes()) {
      String id = memory.add(change);
      LiveEvent event = events.get(change);
      if (event != null) {
        frames.computeIfAbsent(change.practice(), _ -> new StringBuilder()).append(event.frame(id));
      }
    }
    frames.forEach((practice, text) -> tell(practice, text.toString()));
  }

  private Map<Changed, LiveEvent> read(List<Changed> changes) {
    Set<PracticeId> heard = new LinkedHashSet<>();
    streams.forEach(stream -> heard.add(stream.reader().practice()));
    List<Changed> wanted =
        changes.stream().filter(change -> heard.contains(change.practice())).toList();
    return wanted.isEmpty() ? Map.of() : database.read(s -> LiveRows.read(s, wanted));
  }

  private void welcome(LiveStream stream) {
    LiveReader reader = stream.reader();
    Optional<List<Changed>> missed =
        reader.after().isEmpty()
            ? Optional.of(List.of())
            : memory.since(reader.after().get(), reader.practice());
    stream.offer(LiveEvent.READY.frame(memory.position()));
    if (missed.isEmpty()) {
      stream.offer(LiveEvent.RESET.frame(memory.position()));
    } else if (!missed.get().isEmpty()) {
      database
          .read(s -> LiveRows.read(s, missed.get()))
          .values()
          .forEach(event -> stream.offer(event.frame(memory.position())));
    }
  }

  private void tell(PracticeId practice, String frames) {
    for (LiveStream stream : streams) {
      if (stream.reader().practice().equals(practice)) {
        stream.offer(frames);
      }
    }
  }

  private void tellAll(String frame) {
    streams.forEach(stream -> stream.offer(frame));
  }

  private void startAnew(RuntimeException fault) {
    LOG.atWarn()
        .addKeyValue("fault", fault.getClass().getName())
        .log("live events could not be read; every page is told to read anew");
    memory.forget();
    tellAll(LiveEvent.RESET.frame(memory.position()));
  }

  /** Ends every stream; the server's own stop need not wait for them. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      something.signal();
    } finally {
      lock.unlock();
    }
    try {
      pump.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    streams.forEach(stream -> stream.end(""));
  }
}
