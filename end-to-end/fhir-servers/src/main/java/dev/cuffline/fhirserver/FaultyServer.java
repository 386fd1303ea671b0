package dev.cuffline.fhirserver;

import ca.uhn.fhir.rest.server.RestfulServer;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A FHIR server on Jetty with a gate before it. It says {@code ready PORT} and lives until it is
 * killed. Faults are switched by {@code POST /control?name=value}; {@code GET /control} tells what
 * there is.
 */
final class FaultyServer {
  private final RestfulServer fhir;
  private final Faults faults;
  private final Supplier<Map<String, Object>> facts;

  /**
   * Puts the gate before a server.
   *
   * @param facts what is told of the server's content
   */
  FaultyServer(RestfulServer fhir, Faults faults, Supplier<Map<String, Object>> facts) {
    this.fhir = fhir;
    this.faults = faults;
    this.facts = facts;
  }

  /** Listens on the given port, or on any for 0, until the process ends. */
  void run(int port) throws Exception {
    ServletContextHandler handler = new ServletContextHandler();
    handler.addServlet(new ServletHolder(new Control()), "/control");
    handler.addServlet(new ServletHolder(fhir), "/fhir/*");
    handler.addFilter(new FilterHolder(new Gate()), "/fhir/*", EnumSet.of(DispatcherType.REQUEST));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    System.out.println("ready " + connector.getLocalPort());
    server.join();
  }

  static void pause(long millis) throws InterruptedException {
    boolean ended = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    assert !ended;
  }

  /** Turns away while the server is down, cuts connections, holds answers back. */
  private final class Gate extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      if (System.currentTimeMillis() < faults.downUntil.get()) {
        faults.turnedAway.incrementAndGet();
        response.setStatus(503);
        return;
      }
      if (!request.getMethod().equals("POST")) {
        chain.doFilter(request, response);
        return;
      }
      if (Faults.take(faults.preconditions)) {
        response.setStatus(412);
        return;
      }
      boolean cut = Faults.take(faults.afterCommit);
      boolean late = Faults.take(faults.late);
      chain.doFilter(request, response);
      if (late) {
        holdBack();
      }
      if (cut || late) {
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint()
            .close();
      }
    }

    private void holdBack() throws IOException {
      try {
        pause(faults.lateness.get());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException(stopped);
      }
    }
  }

  /** The switches. */
  private final class Control extends HttpServlet {
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
      request.getParameterMap().forEach((name, values) -> set(name, values[0]));
    }

    private void set(String name, String value) {
      switch (name) {
        case "beforeCommit" -> faults.beforeCommit.set(Integer.parseInt(value));
        case "afterCommit" -> faults.afterCommit.set(Integer.parseInt(value));
        case "preconditions" -> faults.preconditions.set(Integer.parseInt(value));
        case "late" -> faults.late.set(Integer.parseInt(value));
        case "lateness" -> faults.lateness.set(Long.parseLong(value));
        case "down" -> faults.downUntil.set(System.currentTimeMillis() + Long.parseLong(value));
        case "slow" -> faults.slowness.set(Long.parseLong(value));
        case "refuse" -> faults.refused.set(Optional.of(value));
        case "updateCreate" -> faults.updateCreate.set(Boolean.valueOf(value));
        default -> throw new IllegalArgumentException("there is no switch " + name);
      }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json");
      response.getWriter().print(new ObjectMapper().writeValueAsString(facts.get()));
    }
  }
}
