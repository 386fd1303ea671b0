package dev.cuffline.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import java.nio.file.Path;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * HAPI's JPA server on an H2 file that outlives it. Faults as {@link FaultyServer} says; what is
 * refused is refused inside the server's transaction, with 422.
 */
public final class JpaFhirServer {
  private JpaFhirServer() {}

  /**
   * Listens.
   *
   * @param arguments the port, or 0 for any, and the database's file without its ending
   */
  public static void main(String[] arguments) throws Exception {
    var context = new AnnotationConfigApplicationContext();
    context.registerBean(JpaConfiguration.Storage.class, Path.of(arguments[1]));
    context.register(JpaConfiguration.class);
    context.refresh();
    Faults faults = new Faults();
    RestfulServer fhir = context.getBean(RestfulServer.class);
    fhir.getInterceptorService().registerInterceptor(new Refusals(faults));
    context
        .getBean(ca.uhn.fhir.interceptor.api.IInterceptorService.class)
        .registerInterceptor(new Refusals(faults));
    new FaultyServer(fhir, faults, () -> Map.of("turnedAway", faults.turnedAway.get()))
        .run(Integer.parseInt(arguments[0]));
  }

  /** Refuses what a test has chosen, where the server stores. */
  @Interceptor
  public static final class Refusals {
    private final Faults faults;

    Refusals(Faults faults) {
      this.faults = faults;
    }

    /** Something new is about to be stored. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
      check(resource);
    }

    /** A new version is about to be stored. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource) {
      check(resource);
    }

    private void check(IBaseResource resource) {
      if (Faults.take(faults.beforeCommit)) {
        throw new InternalErrorException("a fault before the commit");
      }
      faults.check(resource);
    }
  }
}
