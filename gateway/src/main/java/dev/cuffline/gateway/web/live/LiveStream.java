package dev.cuffline.gateway.web.live;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.stream.StreamWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One reader's stream: a bounded queue before a connection. Offering never blocks; a reader who
 * does not keep up is told to start anew and is closed.
 */
final class LiveStream {
  /**
   * Characters that may wait behind a write; a page that fell this far behind is quicker read anew.
   * Not a number of frames: one commit of the intake alone may change a thousand things.
   */
  static final int MOST_WAITING = 1_000_000;

  /** Heartbeats that may pass while one write is under way: then nobody is there. */
  private static final int PATIENCE = 4;

  private final LiveReader reader;
  private final StreamWriter<? super HttpData> out;
  private final Deque<String> waiting = new ArrayDeque<>();
  private int waitingCharacters;
  private boolean writing;
  private boolean last;
  private int beatsWhileWriting;

  LiveStream(LiveReader reader, StreamWriter<? super HttpData> out) {
    this.reader = reader;
    this.out = out;
  }

  LiveReader reader() {
    return reader;
  }

  /** Queues a frame, or several that became known together. */
  synchronized void offer(String frames) {
    if (last) {
      return;
    }
    if (waitingCharacters >= MOST_WAITING) {
      clear();
      add(LiveEvent.RESET.frame());
      last = true;
    } else {
      add(frames);
    }
    flush();
  }

  /** Queues a last frame and closes after it. */
  synchronized void end(String frame) {
    if (!last) {
      add(frame);
      last = true;
      flush();
    }
  }

  /** Checks both ends: whether the reader may still listen, and whether anybody does. */
  synchronized void beat() {
    if (!reader.stands().getAsBoolean()) {
      end(LiveEvent.ENDED.frame());
    } else if (!writing) {
      offer(LiveEvent.HEARTBEAT);
    }
    if (writing && ++beatsWhileWriting > PATIENCE) {
      out.abort();
    }
  }

  private void add(String frames) {
    waiting.add(frames);
    waitingCharacters += frames.length();
  }

  private void clear() {
    waiting.clear();
    waitingCharacters = 0;
  }

  private void flush() {
    if (writing || !out.isOpen()) {
      return;
    }
    if (waiting.isEmpty()) {
      if (last) {
        out.close();
      }
      return;
    }
    String frames = String.join("", waiting);
    clear();
    writing = true;
    if (out.tryWrite(HttpData.ofUtf8(frames))) {
      var _ = out.whenConsumed().thenRun(this::written);
    }
  }

  private synchronized void written() {
    writing = false;
    beatsWhileWriting = 0;
    flush();
  }
}
