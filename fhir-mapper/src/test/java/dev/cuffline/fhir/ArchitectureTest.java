package dev.cuffline.fhir;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(
    packages = "dev.cuffline.fhir",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> AMBIENT =
      Set.of(
          "now",
          "currentTimeMillis",
          "nanoTime",
          "systemDefault",
          "systemDefaultZone",
          "randomUUID",
          "getenv",
          "getProperty");

  /** The byte buffers and the HMAC of ids are the only JDK parts beyond those of the rules core. */
  @ArchTest
  static final ArchRule onlyTheModelAndTheParserAreUsed =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.cuffline.fhir",
              "dev.cuffline.rules.reading",
              "dev.cuffline.rules.trend",
              "ca.uhn.fhir.context",
              "ca.uhn.fhir.parser",
              "org.hl7.fhir.r4.model",
              "org.hl7.fhir.instance.model.api",
              "org.jspecify.annotations",
              "java.lang..",
              "java.math",
              "java.time..",
              "java.util",
              "java.util.function",
              "java.util.stream",
              "java.nio",
              "java.nio.charset",
              "java.io",
              "java.security",
              "javax.crypto..");

  /** {@code java.io} is for the in-memory buffer: nothing here opens a file. */
  @ArchTest
  static final ArchRule nothingTouchesFiles =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File|RandomAccess|Print|Reader|Writer|Object).*");

  /** By name: a client that is only returned as Object would not be a dependency. */
  @ArchTest
  static final ArchRule noRestClientIsMade =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "newRestful…",
                  (JavaCall<?> call) -> call.getTarget().getName().startsWith("newRestful")));

  @ArchTest
  static final ArchRule nothingAmbientIsAsked =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "clock, zone, chance or environment",
                  (JavaCall<?> call) -> AMBIENT.contains(call.getTarget().getName())));

  @ArchTest static final ArchRule nothingChanges = fields().should().beFinal();
}
