package momento.eventbridge.flink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import momento.eventbridge.flink.table.TableKey;

@AnalyzeClasses(
    packages = "momento.eventbridge.flink",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule onlyThePublicClientIsUsed =
      noClasses().should().dependOnClassesThat().resideInAPackage("momento.eventbridge.internal..");

  @ArchTest
  static final ArchRule theSinkKnowsNoTables =
      noClasses()
          .that()
          .resideInAPackage("momento.eventbridge.flink")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("momento.eventbridge.flink.table", "org.apache.flink.table..");

  @ArchTest
  static final ArchRule noShadedLibraryOfFlinkIsUsed =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink.shaded..");

  /** A reader of the cache has no Flink. */
  @ArchTest
  static final ArchRule aKeyIsReadWithoutFlink =
      classes()
          .that()
          .areAssignableTo(TableKey.class)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "momento.eventbridge.flink.table");
}
