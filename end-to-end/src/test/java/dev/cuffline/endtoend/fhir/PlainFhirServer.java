package dev.cuffline.endtoend.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;

/**
 * HAPI's RestfulServer on Jetty. It says {@code ready PORT} and lives until it is killed. Faults
 * are switched by {@code POST /control?name=value}; {@code GET /control} tells what there is.
 */
public final class PlainFhirServer {
  private final Faults faults = new Faults();
  private final Resources resources = new Resources(faults);

  private PlainFhirServer() {}

  /** Listens on the given port, or on any. */
  public static void main(String[] arguments) throws Exception {
    new PlainFhirServer().run(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
  }

  private void run(int port) throws Exception {
    RestfulServer fhir = new RestfulServer(FhirContext.forR4Cached());
    fhir.registerProvider(new Transactions());
    fhir.registerInterceptor(new Statement());
    ServletContextHandler handler = new ServletContextHandler();
    handler.addServlet(new ServletHolder(new Control()), "/control");
    handler.addServlet(new ServletHolder(fhir), "/fhir/*");
    handler.addFilter(
        new FilterHolder(new Gate()),
        "/fhir/*",
        EnumSet.of(jakarta.servlet.DispatcherType.REQUEST));
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

  /** The only interaction that a plain server of this kind needs beside its metadata. */
  public final class Transactions {
    /** Does all or nothing. */
    @Transaction
    public Bundle transaction(@TransactionParam Bundle bundle) throws InterruptedException {
      if (Faults.take(faults.beforeCommit)) {
        throw new InternalErrorException("a fault before the commit");
      }
      pause(faults.slowness.get());
      Bundle answer = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
      synchronized (resources) {
        bundle.getEntry().forEach(entry -> resources.check(entry.getResource()));
        for (BundleEntryComponent entry : bundle.getEntry()) {
          Resources.Stored stored = store(entry);
          answer
              .addEntry()
              .getResponse()
              .setStatus(stored.created() ? "201 Created" : "200 OK")
              .setLocation(stored.location());
        }
      }
      return answer;
    }

    private Resources.Stored store(BundleEntryComponent entry) {
      String url = entry.getRequest().getUrl();
      return entry.getRequest().getMethod() == Bundle.HTTPVerb.PUT
          ? resources.put(
              url.substring(0, url.indexOf('/')),
              url.substring(url.indexOf('/') + 1),
              entry.getResource())
          : resources.create(
              url,
              Optional.ofNullable(entry.getRequest().getIfNoneExist()).orElse(""),
              entry.getResource());
    }
  }

  /** What the framework does not know of its providers. */
  @Interceptor
  public final class Statement {
    /** Adds what this server can do. */
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void complete(IBaseConformance conformance) {
      CapabilityStatementRestComponent rest = ((CapabilityStatement) conformance).getRestFirstRep();
      rest.getResource()
          .removeIf(
              type -> type.getType().equals("Device") || type.getType().equals("Observation"));
      for (String type : new String[] {"Device", "Observation"}) {
        rest.addResource()
            .setType(type)
            .setUpdateCreate(faults.updateCreate.get())
            .setConditionalCreate(true);
      }
    }
  }

  /** Turns away while the server is down, and cuts connections. */
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
      boolean cut = request.getMethod().equals("POST") && Faults.take(faults.afterCommit);
      chain.doFilter(request, response);
      if (cut) {
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint()
            .close();
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
      response.getWriter().print(new ObjectMapper().writeValueAsString(resources.facts()));
    }
  }

  private static void pause(long millis) throws InterruptedException {
    boolean ended = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    assert !ended;
  }
}
