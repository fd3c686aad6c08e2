package momento.eventbridge.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What may know what. An optional library is known to the package that is for it, so that all
 * others can be linked without it.
 */
@AnalyzeClasses(
    packages = "momento.eventbridge.spring",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  private static final String LOCAL = "momento.eventbridge.spring.local";
  private static final String TEST = "momento.eventbridge.spring.test";

  @ArchTest
  static final ArchRule onlyPublicApisAreUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "momento.eventbridge.internal..", "momento.eventbridge.local.internal..");

  @ArchTest
  static final ArchRule onlyMetricsKnowMicrometer =
      isKnownOnlyTo("io.micrometer.core..", "momento.eventbridge.spring.metrics");

  @ArchTest
  static final ArchRule onlyTracingKnowsMicrometersTracing =
      isKnownOnlyTo("io.micrometer.tracing..", "momento.eventbridge.spring.tracing");

  @ArchTest
  static final ArchRule onlyHealthKnowsBootsHealth =
      isKnownOnlyTo("org.springframework.boot.health..", "momento.eventbridge.spring.health");

  @ArchTest
  static final ArchRule onlyLocalAndTestKnowTheLocalStack =
      isKnownOnlyTo("momento.eventbridge.local..", LOCAL, TEST);

  @ArchTest
  static final ArchRule onlyTestKnowsSpringsTests =
      isKnownOnlyTo("org.springframework.test..", TEST);

  @ArchTest
  static final ArchRule onlyTestKnowsBootsTests =
      isKnownOnlyTo("org.springframework.boot.test..", TEST);

  private static ArchRule isKnownOnlyTo(String library, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }
}
