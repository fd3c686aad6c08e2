package momento.eventbridge.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("momento.eventbridge.local");

  private static final DescribedPredicate<JavaClass> INTERNAL =
      JavaClass.Predicates.resideInAPackage("momento.eventbridge.local.internal..");

  @Test
  void nothingInternalIsInAPublicSignature() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAPackage("momento.eventbridge.local")
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .notHaveRawReturnType(INTERNAL)
        .andShould()
        .notHaveRawParameterTypes(
            DescribedPredicate.<List<JavaClass>>describe(
                "of internal packages", types -> types.stream().anyMatch(INTERNAL)))
        .check(CLASSES);
  }

  @Test
  void onlyTheExtensionNeedsJUnit() {
    noClasses()
        .that()
        .doNotHaveSimpleName("LocalMomentoStackExtension")
        .and()
        .doNotHaveSimpleName("LocalMomentoTest")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.junit..")
        .check(CLASSES);
  }

  @Test
  void theBusKnowsNothingOfDelivery() {
    noClasses()
        .that()
        .resideInAPackage("..internal.bus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..internal.delivery..", "..internal.momento..")
        .check(CLASSES);
  }
}
