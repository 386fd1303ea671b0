package dev.cuffline.gateway.ingress.subscriber;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * Plain sockets that tell of an end no sooner than a moment after their beginning.
 *
 * <p>Paho 1.2.5 starts its threads one after the other and looks every 100 ms whether the last one
 * runs. A connection that is closed as soon as it is accepted, as a proxy does while the broker
 * behind it is down, ends the reading thread between two looks, and the starting thread then looks
 * for ever: one thread is lost with every attempt. (With TLS such a connection ends in the
 * handshake, before any thread is started.)
 */
final class PatientSockets extends SocketFactory {
  private static final Duration MOMENT = Duration.ofSeconds(1);

  @Override
  public Socket createSocket() {
    return new PatientSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("Paho connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("Paho connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("Paho connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("Paho connects by itself");
  }

  private static final class PatientSocket extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new PatientStream(super.getInputStream());
    }
  }

  private static final class PatientStream extends FilterInputStream {
    private final long tellFrom = System.nanoTime() + MOMENT.toNanos();

    PatientStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        int read = in.read();
        awaitMoment(read < 0);
        return read;
      } catch (SocketTimeoutException nothingYet) {
        throw nothingYet;
      } catch (IOException broken) {
        awaitMoment(true);
        throw broken;
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        int read = in.read(into, offset, length);
        awaitMoment(read < 0);
        return read;
      } catch (SocketTimeoutException nothingYet) {
        throw nothingYet;
      } catch (IOException broken) {
        awaitMoment(true);
        throw broken;
      }
    }

    private void awaitMoment(boolean over) {
      long left = tellFrom - System.nanoTime();
      if (!over || left <= 0) {
        return;
      }
      try {
        boolean _ = new CountDownLatch(1).await(left, TimeUnit.NANOSECONDS);
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
