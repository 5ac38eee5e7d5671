package org.hybridrec.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main classes of both libraries keep to the {@link PackageMap} and to the house's rules. */
class ArchitectureTest {

  private static final String NETWORK = "org.hybridrec.core.network.";

  private static final PackageMap MAP = PackageMap.read();

  private static final JavaClasses LIBRARIES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.hybridrec");

  /** The methods of Math whose last bit may differ between JVMs. */
  private static final Set<String> INEXACT =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
          "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot", "random");

  /** Loading classes by name or from bytes, native code, other programs, the end of the JVM. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "java.lang.Class.forName",
          "java.lang.invoke.MethodHandles$Lookup.defineClass",
          "java.lang.invoke.MethodHandles$Lookup.defineHiddenClass",
          "java.lang.invoke.MethodHandles$Lookup.findClass",
          "java.lang.Runtime.exec",
          "java.lang.Runtime.exit",
          "java.lang.Runtime.halt",
          "java.lang.Runtime.load",
          "java.lang.Runtime.loadLibrary",
          "java.lang.System.exit",
          "java.lang.System.load",
          "java.lang.System.loadLibrary");

  static List<String> packages() {
    return MAP.packages();
  }

  @Test
  void theClassesOfBothLibrariesAreSeenAndNoOthers() {
    assertThat(LIBRARIES.contain("org.hybridrec.features.source.SourceSchema")).isTrue();
    assertThat(LIBRARIES.contain("org.hybridrec.core.ranking.TopK")).isTrue();
    assertThat(LIBRARIES.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void everyClassIsInAPackageOfTheMap() {
    classes().should().resideInAnyPackage(MAP.identifiers()).check(LIBRARIES);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsOnlyWhatItsLineNames(String name) {
    classes()
        .that()
        .resideInAPackage(PackageMap.ROOT + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(MAP.importable(name))
        .allowEmptyShould(true)
        .check(LIBRARIES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.hybridrec.(**)").should().beFreeOfCycles().check(LIBRARIES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Manager|Helper)(\\$.*)?")
        .check(LIBRARIES);
  }

  @Test
  void nothingReadsSerializedObjects() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(LIBRARIES);
  }

  /**
   * Two exceptions, both for the kernels on the Vector API, whose module a JVM need not have: one
   * class loads them by name if it has, and they use it.
   */
  @Test
  void nothingLoadsCodeRunsProgramsOrStopsTheJvm() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(NETWORK + "KernelChoice")
        .and(not(onTheVectorApi()))
        .should()
        .callMethodWhere(describe("the method is forbidden", call -> isForbidden(call)))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.script..", "javax.tools..", "jdk..", "sun..")
        .check(LIBRARIES);
  }

  @Test
  void ofTheJdksOwnModulesTheKernelsUseTheVectorApiAlone() {
    classes()
        .that(onTheVectorApi())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java.lang", "jdk.incubator.vector", "org.hybridrec.core.network")
        .check(LIBRARIES);
  }

  @Test
  void classesOnTheVectorApiAreNamedByNoOther() {
    noClasses()
        .that(not(onTheVectorApi()))
        .should()
        .dependOnClassesThat(onTheVectorApi())
        .check(LIBRARIES);
  }

  private static DescribedPredicate<JavaClass> onTheVectorApi() {
    return describe(
        "kernels on the Vector API", type -> type.getName().startsWith(NETWORK + "Vector"));
  }

  private static boolean isForbidden(JavaCall<?> call) {
    return FORBIDDEN.contains(call.getTargetOwner().getName() + "." + call.getName())
        || (call.getTargetOwner().isAssignableTo(ClassLoader.class)
            && Set.of("loadClass", "defineClass").contains(call.getName()));
  }

  @Test
  void nothingWritesToTheTerminal() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARIES);
  }

  /** Same data, recipe and seed give the same file on every JVM: StrictMath has these too. */
  @Test
  void noResultHangsOnTheJvmsOwnElementaryFunctions() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "a function of Math is not the same on all JVMs",
                call ->
                    call.getTargetOwner().isEquivalentTo(Math.class)
                        && INEXACT.contains(call.getName())))
        .check(LIBRARIES);
  }
}
