package dev.cuffline.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The rules core is pure, and its two clocks do not know each other (P5, DESIGN.md section 3). */
@AnalyzeClasses(packages = "dev.cuffline.rules", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String READING = "dev.cuffline.rules.reading";
  private static final String DATADAY = "dev.cuffline.rules.dataday..";
  private static final String CARETIME = "dev.cuffline.rules.caretime..";
  private static final String TREND = "dev.cuffline.rules.trend..";
  private static final String BILLING = "dev.cuffline.rules.billing..";

  private static final Set<String> AMBIENT =
      Set.of(
          "now",
          "currentTimeMillis",
          "nanoTime",
          "systemDefault",
          "systemUTC",
          "systemDefaultZone",
          "randomUUID",
          "getenv",
          "getProperty",
          "getDefault",
          "setDefault",
          "random",
          "sleep");

  private static final DescribedPredicate<JavaClass> PURE =
      resideInAnyPackage(
              "dev.cuffline.rules..",
              "java.lang",
              "java.lang.annotation",
              "java.lang.invoke",
              "java.lang.runtime",
              "java.math",
              "java.time",
              "java.time.chrono",
              "java.time.format",
              "java.time.temporal",
              "java.time.zone",
              "java.util",
              "java.util.function",
              "java.util.regex",
              "java.util.stream",
              "org.jspecify.annotations")
          .or(
              describe(
                  "primitives and arrays of them", c -> c.getBaseComponentType().isPrimitive()));

  @ArchTest
  static final ArchRule dependsOnTheLanguageAlone =
      classes().should().onlyDependOnClassesThat(componentIs(PURE));

  @ArchTest
  static final ArchRule asksNothingAmbient =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "an ambient clock, zone, random source or environment",
                  (JavaCall<?> call) -> AMBIENT.contains(call.getTarget().getName())))
          .orShould()
          .accessFieldWhere(
              describe(
                  "a console stream",
                  (JavaAccess<?> access) ->
                      access.getTargetOwner().isEquivalentTo(System.class)
                          && Set.of("in", "out", "err").contains(access.getTarget().getName())));

  @ArchTest static final ArchRule holdsNoMutableField = fields().should().beFinal();

  @ArchTest
  static final ArchRule theVocabularyKnowsNoRoom =
      noClasses()
          .that(resideInAPackage(READING))
          .should()
          .dependOnClassesThat(resideInAnyPackage(DATADAY, CARETIME, TREND, BILLING));

  @ArchTest
  static final ArchRule theDeviceClockKnowsNoMinutes =
      noClasses()
          .that(resideInAPackage(DATADAY))
          .should()
          .dependOnClassesThat(resideInAnyPackage(CARETIME, TREND, BILLING));

  @ArchTest
  static final ArchRule theManagementClockKnowsNoDays =
      noClasses()
          .that(resideInAPackage(CARETIME))
          .should()
          .dependOnClassesThat(resideInAnyPackage(DATADAY, TREND, BILLING));

  @ArchTest
  static final ArchRule trendsKnowNeitherClockNorMoney =
      noClasses()
          .that(resideInAPackage(TREND))
          .should()
          .dependOnClassesThat(resideInAnyPackage(DATADAY, CARETIME, BILLING))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule billingNeverTouchesAlerts =
      noClasses()
          .that(resideInAPackage(BILLING))
          .should()
          .dependOnClassesThat(resideInAPackage(TREND));

  private static DescribedPredicate<JavaClass> componentIs(DescribedPredicate<JavaClass> allowed) {
    return describe(
        allowed.getDescription(), c -> allowed.test(c.getBaseComponentType()) || allowed.test(c));
  }
}
