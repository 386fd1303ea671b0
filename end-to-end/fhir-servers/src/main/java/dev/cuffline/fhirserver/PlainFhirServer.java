package dev.cuffline.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;

/** HAPI's RestfulServer, in memory. Faults as {@link FaultyServer} says. */
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
    new FaultyServer(fhir, faults, resources::facts).run(port);
  }

  /** The only interaction that a plain server of this kind needs beside its metadata. */
  public final class Transactions {
    /** Does all or nothing. */
    @Transaction
    public Bundle transaction(@TransactionParam Bundle bundle) throws InterruptedException {
      if (Faults.take(faults.beforeCommit)) {
        throw new InternalErrorException("a fault before the commit");
      }
      FaultyServer.pause(faults.slowness.get());
      Bundle answer = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
      synchronized (resources) {
        bundle.getEntry().forEach(entry -> faults.check(entry.getResource()));
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
}
