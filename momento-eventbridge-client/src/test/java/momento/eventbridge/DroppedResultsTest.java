package momento.eventbridge;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What alone tells that an event was not accepted is not dropped without a warning. */
class DroppedResultsTest {
  /** One throws, of the other's events each has a future of its own. */
  private static final Set<String> MAY_BE_DROPPED = Set.of("orThrow", "flush");

  @Test
  void whatTellsOfALossWarnsWhoDropsIt() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("momento.eventbridge")
        .and()
        .areDeclaredInClassesThat()
        .areNotAssignableTo(Throwable.class)
        .and(
            describe(
                "tell of events, or make something",
                method -> tellsOrMakes(method) && !MAY_BE_DROPPED.contains(method.getName())))
        .should()
        .beAnnotatedWith(CheckReturnValue.class)
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("momento.eventbridge"));
  }

  private static boolean tellsOrMakes(JavaMethod method) {
    return Set.of("build", "create", "read", "allAccepted").contains(method.getName())
        || method.getRawReturnType().isEquivalentTo(CompletableFuture.class)
        || method.getRawReturnType().isEquivalentTo(PublishResult.class);
  }
}
