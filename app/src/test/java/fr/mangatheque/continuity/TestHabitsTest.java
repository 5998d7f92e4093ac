package fr.mangatheque.continuity;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What the tests of every module have in common. They are read as built, for modules built. */
@AnalyzeClasses(locations = TestHabitsTest.TestClasses.class)
class TestHabitsTest {
  private static final DescribedPredicate<JavaClass> HOLD_TESTS =
      DescribedPredicate.describe(
          "hold tests",
          type ->
              type.getMethods().stream()
                  .anyMatch(
                      method ->
                          method.isAnnotatedWith(Test.class)
                              || method.isAnnotatedWith(ParameterizedTest.class)
                              || method.isAnnotatedWith(Property.class)));

  private static final DescribedPredicate<JavaClass> CAN_RUN =
      DescribedPredicate.describe(
          "can run",
          type ->
              type.isTopLevelClass()
                  && !type.isInterface()
                  && !type.getModifiers().contains(ABSTRACT));

  @ArchTest
  static final ArchRule testsAreNamedSoThatTheBuildRunsThem =
      classes()
          .that(HOLD_TESTS)
          .and(CAN_RUN)
          .should()
          .haveNameMatching(".*(Test|Properties|IT)")
          .because("surefire runs *Test and *Properties, failsafe runs *IT, and neither runs more")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule testsWaitOnConditions =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .because("a sleep is too short on some day and too long on all others: use Awaitility");

  @ArchTest
  static final ArchRule testsAreNotSwitchedOff =
      noMethods().should().beAnnotatedWith(Disabled.class);

  /** The test classes of all modules, wherever the checkout is. */
  static final class TestClasses implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
      try (Stream<Path> modules = Files.list(Path.of("").toAbsolutePath().getParent())) {
        return modules
            .map(module -> module.resolve("target").resolve("test-classes"))
            .filter(Files::isDirectory)
            .map(Location::of)
            .collect(Collectors.toSet());
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot list the modules beside this one", e);
      }
    }
  }
}
