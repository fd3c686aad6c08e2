package momento.eventbridge;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** What may know what. */
class LayersTest {
  private static final String PUBLIC = "momento.eventbridge";
  private static final String CORE = "momento.eventbridge.internal.core..";
  private static final String SEND = "momento.eventbridge.internal.send..";

  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PUBLIC);

  @Test
  void theRulesSeeTheWholeLibrary() {
    // A rule over no classes, or over test classes only, would hold without a meaning.
    assertThat(LIBRARY.stream().map(JavaClass::getPackageName).distinct())
        .contains(PUBLIC, "momento.eventbridge.internal.core", "momento.eventbridge.internal.send");
    assertThat(LIBRARY.contain(LayersTest.class)).isFalse();
  }

  @Test
  void thePureCoreKnowsNoClientClockThreadLoggerOrChance() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    SEND,
                    "software.amazon..",
                    "org.slf4j..",
                    "java.util.concurrent..",
                    "java.net..",
                    "java.nio.file..",
                    "java.security..")
                .or(
                    describe(
                        "clock, thread, system or chance",
                        type ->
                            type.isEquivalentTo(Thread.class)
                                || type.isEquivalentTo(System.class)
                                || type.isAssignableTo(Clock.class)
                                || type.isAssignableTo(Random.class)
                                // since JDK 17 and so named in text: InstantSource, RandomGenerator
                                || type.getName().startsWith("java.time.InstantSource")
                                || type.getName().startsWith("java.util.random."))))
        .check(LIBRARY);
  }

  @Test
  void thePureCoreNeverAsksForTheTimeOrARandomNumber() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .callMethodWhere(
            describe(
                "a call of now() or random()",
                call ->
                    Set.of("now", "random", "randomUUID", "wait", "sleep")
                        .contains(call.getTarget().getName())))
        .check(LIBRARY);
  }

  @Test
  void onlyThePublishersKnowTheSendingHalf() {
    noClasses()
        .that()
        .resideInAPackage(PUBLIC)
        .and(
            describe(
                "are not the publishers",
                type ->
                    Stream.of(
                            MomentoEventPublisher.class,
                            MomentoEventPublisher.Builder.class,
                            MomentoEventAsyncPublisher.class,
                            MomentoEventAsyncPublisher.Builder.class,
                            PublisherBuilder.class,
                            // The publishers' rules for who sends for himself.
                            EventEntries.class,
                            EventEntries.Builder.class)
                        .noneMatch(type::isEquivalentTo)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(SEND, "software.amazon..", "org.slf4j.."))
        .check(LIBRARY);
  }

  @Test
  void whatUsersSeeHasNoInternalType() {
    classes()
        .that()
        .resideInAPackage(PUBLIC)
        .and()
        .arePublic()
        .should(showNo(resideInAPackage("..internal..")))
        .check(LIBRARY);
  }

  @Test
  void whatUsersSeeHasNoTypeOfTheJsonLibrary() {
    classes()
        .that()
        .resideInAPackage(PUBLIC)
        .and()
        .arePublic()
        .should(showNo(resideInAPackage("com.fasterxml..")))
        .check(LIBRARY);
  }

  @Test
  void ofTheSdkUsersSeeTheClientsAndPutEventsOnly() {
    Set<Class<?>> shown =
        Set.of(
            EventBridgeClient.class,
            EventBridgeAsyncClient.class,
            PutEventsRequest.class,
            PutEventsResponse.class);

    classes()
        .that()
        .resideInAPackage(PUBLIC)
        .and()
        .arePublic()
        .should(
            showNo(
                resideInAPackage("software.amazon..")
                    .and(
                        describe(
                            "not a client and not PutEvents",
                            type -> shown.stream().noneMatch(type::isEquivalentTo)))))
        .check(LIBRARY);
  }

  private static ArchCondition<JavaClass> showNo(DescribedPredicate<JavaClass> forbidden) {
    return new ArchCondition<>("show no class of " + forbidden.getDescription()) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMembers().stream()
            .filter(LayersTest::isVisible)
            .filter(member -> signature(member).anyMatch(forbidden))
            .forEach(
                member ->
                    events.add(SimpleConditionEvent.violated(member, member.getDescription())));
        Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
            .filter(forbidden)
            .forEach(
                parent ->
                    events.add(SimpleConditionEvent.violated(type, type + " extends " + parent)));
      }
    };
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  /** Every class that the signature names, type arguments and exceptions too. */
  private static Stream<JavaClass> signature(JavaMember member) {
    if (member instanceof JavaField field) {
      return field.getAllInvolvedRawTypes().stream();
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.of(
            unit.getReturnType().getAllInvolvedRawTypes().stream(),
            unit.getParameterTypes().stream().flatMap(p -> p.getAllInvolvedRawTypes().stream()),
            unit.getTypeParameters().stream().flatMap(p -> p.getAllInvolvedRawTypes().stream()),
            unit.getExceptionTypes().stream())
        .flatMap(types -> types);
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<JavaPackage> packages =
        LIBRARY.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

    assertThat(packages)
        .allSatisfy(
            pkg -> assertThat(pkg.isAnnotatedWith(NullMarked.class)).as(pkg.getName()).isTrue());
  }

  @Test
  void noClassIsNamedForNothing() {
    List<String> endings = List.of("Util", "Utils", "Helper", "Helpers", "Manager", "Impl");

    assertThat(LIBRARY.stream().map(JavaClass::getSimpleName))
        .noneMatch(name -> endings.stream().anyMatch(name::endsWith));
  }
}
