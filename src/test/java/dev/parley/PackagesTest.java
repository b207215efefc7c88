package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/**
 * What each package uses is written in its {@code package-info.java}, and in the table of {@code architecture.md}. Code and
 * both texts must agree, so adding or removing a dependency is a deliberate change of these two lines.
 */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

    private static final String HOUSE = "dev.parley.";
    private static final String COMPOSITION_ROOT = "app";

    /** What the names of the JDK's packages begin with. */
    private static final List<String> JDK = List.of("java.", "javax.");

    @ArchTest
    static void everyPackageIsDescribed(JavaClasses house) {
        assertThat(PackageDescription.ofSources())
                .extracting(PackageDescription::name)
                .containsExactlyInAnyOrderElementsOf(
                        house.stream().map(PackagesTest::packageOf).collect(Collectors.toSet()));
    }

    @ArchTest
    static void aPackageUsesNoOtherThanItSays(JavaClasses house) {
        Map<String, Set<String>> used = used(house);

        SoftAssertions.assertSoftly(all -> described()
                .forEach(one -> all.assertThat(used.get(one.name()))
                        .as("what %s uses", one.name())
                        .filteredOn(name -> JDK.stream().noneMatch(name::startsWith))
                        .allSatisfy(
                                name -> assertThat(one.covers(name)).as(name).isTrue())));
    }

    /** Constants are no longer seen in class files; who uses them imports their class. */
    @ArchTest
    static void aPackageSaysNoOtherThanItUses(JavaClasses house) {
        Map<String, Set<String>> used = used(house);

        SoftAssertions.assertSoftly(all -> described()
                .forEach(one -> all.assertThat(one.withoutThoseOf(used.get(one.name())))
                        .as("what %s does not use", one.name())
                        .isEmpty()));
    }

    private static Stream<PackageDescription> described() {
        return PackageDescription.ofSources().stream().filter(one -> !one.name().equals(COMPOSITION_ROOT));
    }

    @ArchTest
    static void nobodyUsesTheCompositionRoot(JavaClasses house) {
        assertThat(PackageDescription.ofSources())
                .allSatisfy(described -> assertThat(described.uses()).doesNotContain(COMPOSITION_ROOT));
    }

    @ArchTest
    static void theTableOfTheArchitectureSaysTheSame(JavaClasses house) {
        assertThat(PackageDescription.ofTable()).containsExactlyInAnyOrderElementsOf(PackageDescription.ofSources());
    }

    /** For each package the other ones that its classes use. */
    private static Map<String, Set<String>> used(JavaClasses house) {
        return house.stream()
                .collect(Collectors.groupingBy(
                        PackagesTest::packageOf,
                        Collectors.flatMapping(PackagesTest::targets, Collectors.toCollection(TreeSet::new))));
    }

    private static Stream<String> targets(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> !target.isPrimitive())
                .map(JavaClass::getPackageName)
                .filter(target -> !target.equals(type.getPackageName()));
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(HOUSE.length());
    }
}
