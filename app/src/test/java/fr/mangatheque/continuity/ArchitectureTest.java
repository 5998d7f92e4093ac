package fr.mangatheque.continuity;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom, among modules and among packages. Seen from here, where all modules meet. */
@AnalyzeClasses(packages = "fr.mangatheque.continuity", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String BASE = "fr.mangatheque.continuity.";
  private static final String OURS = BASE + ".";
  private static final String SCHEMAS = BASE + "schemas..";
  private static final String STORAGE = BASE + "storage..";
  private static final String PRODUCER = BASE + "producer..";
  private static final String PROCESSORS = BASE + "processors..";
  private static final String NOTIFIER = BASE + "notifier..";
  private static final String APP = BASE + "app..";
  private static final String TESTKIT = BASE + "testkit..";

  @ArchTest static final ArchRule schemasKnowNoOtherModule = knowsOnly(SCHEMAS);
  @ArchTest static final ArchRule storageKnowsSchemasAtMost = knowsOnly(STORAGE, SCHEMAS);
  @ArchTest static final ArchRule producerKnowsSchemasAtMost = knowsOnly(PRODUCER, SCHEMAS);
  @ArchTest static final ArchRule notifierKnowsSchemasAtMost = knowsOnly(NOTIFIER, SCHEMAS);

  @ArchTest
  static final ArchRule processorsKnowSchemasAndStorage = knowsOnly(PROCESSORS, SCHEMAS, STORAGE);

  @ArchTest static final ArchRule testkitKnowsNoOtherModule = knowsOnly(TESTKIT);

  /** Who checks is not who is checked, nor who plays the stores. */
  @ArchTest
  static final ArchRule theVerifierKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(BASE + "testkit.verifier..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(OURS).and(not(resideInAPackage(BASE + "testkit.verifier.."))))
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule storageIsForProcessorsAndTheApp =
      classes()
          .that()
          .resideInAPackage(STORAGE)
          .should()
          .onlyBeAccessed()
          .byAnyPackage(STORAGE, PROCESSORS, APP)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingUsesTheApp =
      noClasses()
          .that(resideInAPackage(OURS).and(not(resideInAPackage(APP))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(APP)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingThatShipsUsesTheTestkit =
      noClasses()
          .that(resideInAPackage(OURS).and(not(resideInAPackage(TESTKIT))))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(TESTKIT, "org.junit..", "net.jqwik..", "org.assertj.."))
          .allowEmptyShould(true);

  /** Applications have it on their classpath, and no server. */
  @ArchTest
  static final ArchRule theClientNeedsNoServerAndNoSchemas =
      noClasses()
          .that()
          .resideInAPackage(BASE + "producer.client..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.helidon..",
                  "org.apache.avro..",
                  BASE + "schemas.event..",
                  BASE + "producer.intake..",
                  BASE + "producer.bridge..",
                  BASE + "producer.failure.."))
          .allowEmptyShould(true);

  /**
   * Features meet through topics and the backup; a drill is a restore that is thrown away. What all
   * workers have in common knows none of them.
   */
  @ArchTest
  static final ArchRule featuresDoNotMeet =
      slices()
          .matching(BASE + "processors.(*)..")
          .namingSlices("feature $1")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage(BASE + "processors.drill.."),
              resideInAPackage(BASE + "processors.restore.."))
          .ignoreDependency(alwaysTrue(), resideInAPackage(BASE + "processors.work.."))
          .allowEmptyShould(true);

  /** What touches a backup could not delete if it wanted to. */
  @ArchTest
  static final ArchRule onlyRestoresAndDrillsDelete =
      classes()
          .that()
          .haveFullyQualifiedName(BASE + "storage.ObjectDeleter")
          .or()
          .haveFullyQualifiedName(BASE + "storage.ObjectReplacer")
          .should()
          .onlyBeAccessed()
          .byAnyPackage(STORAGE, BASE + "processors.restore..", BASE + "processors.drill..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching(BASE + "(**)").should().beFreeOfCycles().allowEmptyShould(true);

  private static ArchRule knowsOnly(String module, String... others) {
    String[] known = new String[others.length + 1];
    known[0] = module;
    System.arraycopy(others, 0, known, 1, others.length);
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(known))))
        .allowEmptyShould(true);
  }
}
