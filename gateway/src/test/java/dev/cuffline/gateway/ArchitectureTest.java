package dev.cuffline.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.cuffline.gateway.delivery.NdjsonDestination;
import dev.cuffline.gateway.delivery.fhir.FhirDestination;
import dev.cuffline.gateway.ingress.listener.MqttListener;
import dev.cuffline.gateway.ingress.subscriber.BrokerSubscriber;
import dev.cuffline.gateway.journal.SqliteJournal;
import dev.cuffline.gateway.registry.DeviceKey;
import dev.cuffline.gateway.web.WebServer;
import java.util.Set;

/** The arrows between the gateway's rooms go one way (DESIGN.md section 3). */
@AnalyzeClasses(packages = "dev.cuffline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.cuffline.gateway";
  private static final String ROOMS = "dev.cuffline.gateway..";
  private static final String INGRESS = "dev.cuffline.gateway.ingress..";
  private static final String LISTENER = "dev.cuffline.gateway.ingress.listener..";
  private static final String BRIDGE = "dev.cuffline.gateway.ingress.bridge..";
  private static final String SUBSCRIBER = "dev.cuffline.gateway.ingress.subscriber..";
  private static final String JOURNAL = "dev.cuffline.gateway.journal..";
  private static final String ACCESS = "dev.cuffline.gateway.access..";
  private static final String REGISTRY = "dev.cuffline.gateway.registry..";
  private static final String STORE = "dev.cuffline.gateway.store..";
  private static final String FORMAT = "dev.cuffline.gateway.format..";
  private static final String YAML = "dev.cuffline.gateway.yaml..";

  private static final Set<Class<?>> OPENED_BY_THE_ROOT =
      Set.of(
          SqliteJournal.class,
          MqttListener.class,
          BrokerSubscriber.class,
          WebServer.class,
          NdjsonDestination.class,
          FhirDestination.class);

  private static DescribedPredicate<JavaClass> roomsOtherThan(String... allowed) {
    return resideInAPackage(ROOMS)
        .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
        .as("other rooms of the gateway");
  }

  @ArchTest
  static final ArchRule arrowsBetweenModulesGoOneWay =
      noClasses()
          .that(resideInAPackage("dev.cuffline.rules.."))
          .should()
          .dependOnClassesThat(resideInAnyPackage(ROOMS, "dev.cuffline.fhir.."));

  @ArchTest
  static final ArchRule theMapperKnowsNoShell =
      noClasses()
          .that(resideInAPackage("dev.cuffline.fhir.."))
          .should()
          .dependOnClassesThat(resideInAPackage(ROOMS));

  @ArchTest
  static final ArchRule roomsFormNoCycle =
      slices().matching("dev.cuffline.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theListenerKnowsNoOtherTransport =
      noClasses()
          .that(resideInAPackage(LISTENER))
          .should()
          .dependOnClassesThat(resideInAnyPackage(BRIDGE, SUBSCRIBER));

  @ArchTest
  static final ArchRule theBridgeKnowsNoOtherTransport =
      noClasses()
          .that(resideInAPackage(BRIDGE))
          .should()
          .dependOnClassesThat(resideInAnyPackage(LISTENER, SUBSCRIBER));

  @ArchTest
  static final ArchRule theSubscriberKnowsNoOtherTransport =
      noClasses()
          .that(resideInAPackage(SUBSCRIBER))
          .should()
          .dependOnClassesThat(resideInAnyPackage(LISTENER, BRIDGE));

  @ArchTest
  static final ArchRule onlyTheSubscriberAndSimulatedCuffsKnowPaho =
      noClasses()
          .that()
          .resideOutsideOfPackages(SUBSCRIBER, "dev.cuffline.gateway.simulate..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.eclipse.paho.."));

  @ArchTest
  static final ArchRule ingressNeverLooksIntoAPayload =
      noClasses()
          .that(resideInAPackage(INGRESS))
          .should()
          .dependOnClassesThat(roomsOtherThan(INGRESS, JOURNAL, REGISTRY));

  @ArchTest
  static final ArchRule theJournalKnowsNoOtherRoom =
      noClasses()
          .that(resideInAPackage(JOURNAL))
          .should()
          .dependOnClassesThat(roomsOtherThan(JOURNAL));

  @ArchTest
  static final ArchRule theStoreKnowsNoOtherRoom =
      noClasses().that(resideInAPackage(STORE)).should().dependOnClassesThat(roomsOtherThan(STORE));

  @ArchTest
  static final ArchRule theRegistryKnowsTheStoreAlone =
      noClasses()
          .that(resideInAPackage(REGISTRY))
          .should()
          .dependOnClassesThat(roomsOtherThan(REGISTRY, STORE));

  @ArchTest
  static final ArchRule accessKnowsTheRegistryAndTheStoreAlone =
      noClasses()
          .that(resideInAPackage(ACCESS))
          .should()
          .dependOnClassesThat(roomsOtherThan(ACCESS, REGISTRY, STORE));

  /** Whoever judges readings must not ask who looks at them. */
  @ArchTest
  static final ArchRule onlyTheWebAsksWhoMayDoWhat =
      noClasses()
          .that()
          .resideOutsideOfPackages(ACCESS, "dev.cuffline.gateway.web..", ROOT)
          .should()
          .dependOnClassesThat(resideInAPackage(ACCESS));

  @ArchTest
  static final ArchRule hashesOfPasswordsAreMadeInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.cuffline.gateway.access.Passwords")
          .should()
          .dependOnClassesThat(resideInAPackage("org.bouncycastle.."));

  @ArchTest
  static final ArchRule onlyOneRoomKnowsTheProtocolOfProviders =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.cuffline.gateway.access.oidc..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("com.nimbusds.openid..", "com.nimbusds.oauth2.."));

  @ArchTest
  static final ArchRule formatsKnowNothingButTheNamesOfDevices =
      noClasses()
          .that(resideInAPackage(FORMAT))
          .should()
          .dependOnClassesThat(
              roomsOtherThan(FORMAT, YAML)
                  .and(describe("not DeviceKey", type -> !type.isEquivalentTo(DeviceKey.class))));

  @ArchTest
  static final ArchRule onlyTheRootOpensWhatHoldsFilesAndPorts =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .callCodeUnitWhere(
              describe(
                  "a journal, listener, web server or destination is opened",
                  (JavaCall<?> call) -> isOpening(call)));

  private static boolean isOpening(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    return !call.getOriginOwner().getName().startsWith(owner.getName())
        && OPENED_BY_THE_ROOT.stream().anyMatch(owner::isEquivalentTo)
        && Set.of("<init>", "open", "start").contains(call.getTarget().getName());
  }

  @ArchTest
  static final ArchRule onlyCommandsWriteToTheConsole =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .accessFieldWhere(
              describe(
                  "a console stream",
                  (JavaAccess<?> access) ->
                      access.getTargetOwner().isEquivalentTo(System.class)
                          && Set.of("out", "err").contains(access.getTarget().getName())));

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "Thread.sleep",
                  (JavaCall<?> call) ->
                      call.getTargetOwner().isEquivalentTo(Thread.class)
                          && call.getTarget().getName().equals("sleep")));

  @ArchTest
  static final ArchRule roomsAreGivenTheirClock =
      noClasses()
          .that(resideInAPackage(ROOMS))
          .and()
          .resideOutsideOfPackage(ROOT)
          .should()
          .callMethodWhere(
              describe(
                  "the system's clock or zone",
                  (JavaCall<?> call) ->
                      call.getTargetOwner().getPackageName().startsWith("java.time")
                          && (call.getTarget().getName().startsWith("system")
                              || (call.getTarget().getName().equals("now")
                                  && call.getTarget().getRawParameterTypes().isEmpty()))));

  @ArchTest
  static final ArchRule transportsKnowTheirOwnLibraryAlone =
      classes()
          .that(resideInAPackage(LISTENER))
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.not(
                  resideInAnyPackage("com.linecorp.armeria..", "org.eclipse.paho..")));
}
