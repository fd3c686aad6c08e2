package momento.eventbridge.deadletters;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import software.amazon.awssdk.services.sqs.SqsClient;

@AnalyzeClasses(
    packages = "momento.eventbridge.deadletters",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule onlyThePublicClientIsUsed =
      noClasses().should().dependOnClassesThat().resideInAPackage("momento.eventbridge.internal..");

  /** Its errors, its retries and its limits are met in one place. */
  @ArchTest
  static final ArchRule sqsIsCalledInOnePlace =
      noClasses()
          .that()
          .areNotAssignableTo(SqsQueue.class)
          .and()
          .areNotAssignableTo(DeadLetterQueue.class)
          .and()
          .areNotAssignableTo(DeadLetterQueue.Builder.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SqsClient.class);
}
