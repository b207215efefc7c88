package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The layers of the house, as the {@code package-info} files describe them, and its habits. */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HOUSE = "dev.parley";

    /** What each package may use of the others; the composition root, {@code app}, may use all. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("engine", List.of("engine.codec")),
            Map.entry("engine.codec", List.of()),
            Map.entry("transport", List.of("engine")),
            Map.entry("transport.polling", List.of("engine", "engine.codec", "transport")),
            Map.entry("transport.websocket", List.of("engine", "engine.codec", "transport")),
            Map.entry("socketio", List.of("engine", "engine.codec", "socketio.adapter", "socketio.codec")),
            Map.entry("socketio.codec", List.of("engine.codec")),
            Map.entry("socketio.adapter", List.of("engine", "engine.codec", "socketio.codec")),
            Map.entry("security", List.of()),
            Map.entry("limits", List.of()),
            Map.entry(
                    "chat", List.of("engine", "socketio", "socketio.adapter", "socketio.codec", "security", "limits")),
            Map.entry(
                    "admission",
                    List.of("engine", "transport", "socketio", "socketio.codec", "security", "limits", "chat")),
            Map.entry(
                    "admin",
                    List.of("engine.codec", "socketio.codec", "security", "chat", "config", "health", "metrics")),
            Map.entry("health", List.of()),
            Map.entry(
                    "metrics",
                    List.of("engine", "transport", "socketio", "socketio.adapter", "socketio.codec", "chat", "health")),
            Map.entry(
                    "redis",
                    List.of("engine", "engine.codec", "socketio", "socketio.adapter", "socketio.codec", "chat")),
            Map.entry("config", List.of("engine", "socketio", "security", "limits", "chat", "redis")));

    private static final String COMPOSITION_ROOT = "app";

    @ArchTest
    static void aPackageUsesTheOnesBelowItOnly(JavaClasses house) {
        MAY_USE.forEach((user, used) -> {
            String[] allowed = Stream.concat(Stream.of(user), used.stream())
                    .map(ArchitectureTest::packageNamed)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packageNamed(user))
                    .should()
                    .dependOnClassesThat(resideInAPackage(HOUSE + "..").and(not(resideInAnyPackage(allowed))))
                    .because("its package-info says what it may depend on")
                    .check(house);
        });
    }

    private static String packageNamed(String name) {
        return HOUSE + "." + name;
    }

    @ArchTest
    static void everyPackageHasItsPlace(JavaClasses house) {
        TreeSet<String> known = new TreeSet<>(MAY_USE.keySet());
        known.add(COMPOSITION_ROOT);

        assertThat(house.stream()
                        .map(type -> type.getPackageName().substring(HOUSE.length() + 1))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching(HOUSE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theEngineKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage(HOUSE + ".engine..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", HOUSE + ".engine..");

    @ArchTest
    static final ArchRule theChatKnowsOnlyTheTimeAndTheTurnsOfTheEngine = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".chat")
            .should()
            .dependOnClassesThat(resideInAPackage(HOUSE + ".engine..")
                    .and(not(nameMatching("dev\\.parley\\.engine\\.(Clock|Timers(\\$.*)?)"))));

    @ArchTest
    static final ArchRule configIsForTheCompositionRootAndForTheEyesOfAdministrators = classes()
            .that()
            .resideInAPackage(HOUSE + ".config")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(HOUSE + ".config", HOUSE + ".app", HOUSE + ".admin");

    @ArchTest
    static final ArchRule webSocketsAreInOnePlace = onlyIn("jakarta.websocket..", "transport.websocket");

    @ArchTest
    static final ArchRule servletsAreAtTheEdge = onlyIn("jakarta.servlet..", "transport", "transport.polling", "app");

    @ArchTest
    static final ArchRule jsonIsAboveTheEngine = onlyIn(
            "jakarta.json..",
            "socketio",
            "socketio.codec",
            "socketio.adapter",
            "redis",
            "chat",
            "admission",
            "admin",
            "metrics",
            "app");

    @ArchTest
    static final ArchRule resourcesAreInOnePlace = onlyIn("jakarta.ws.rs..", "admin", "app");

    @ArchTest
    static final ArchRule settingsComeInByOneDoor = onlyIn("org.eclipse.microprofile.config..", "config", "app");

    @ArchTest
    static final ArchRule tokensAreReadInOnePlace = onlyIn("com.nimbusds..", "security");

    @ArchTest
    static final ArchRule bucketsAreInOnePlace = onlyIn("io.github.bucket4j..", "limits");

    @ArchTest
    static final ArchRule cachesAreInOnePlace = onlyIn("com.github.benmanes..", "limits");

    @ArchTest
    static final ArchRule prometheusIsInOnePlace = onlyIn("io.prometheus..", "metrics");

    @ArchTest
    static final ArchRule aServerWithoutMetricsMissesOneClassOnly = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.parley.metrics.MicroProfilePublisher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.metrics..");

    private static ArchRule onlyIn(String library, String... packages) {
        String[] places =
                Stream.of(packages).map(ArchitectureTest::packageNamed).toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(places)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Manager|Utils?|Impl|Helper)(\\$.*)?");

    @ArchTest
    static void noTwoClassesShareAName(JavaClasses house) {
        Map<String, List<String>> byName = house.stream()
                .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));

        assertThat(byName.values()).allSatisfy(types -> assertThat(types).hasSize(1));
    }

    @ArchTest
    static final ArchRule theLogIsTheSystemLogger = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule nobodyPrints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nobodyWaitsForTimeToPass = noClasses()
            .that()
            // Its scheduler is one that never runs anything.
            .doNotHaveFullyQualifiedName("dev.parley.transport.websocket.TyrusIdleTimer")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.concurrent\\.Scheduled.*|java\\.util\\.Timer(Task)?")
            .because(
                    "a node has one sweep of timers, and a task for each connection would cost more than the connection");

    @ArchTest
    static final ArchRule theWallClockIsInjected = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule noStepOfTheWallClockIsNoticedByTheEngine = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".engine..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class);

    @ArchTest
    static void everyPackageSaysWhatItIsFor(JavaClasses house) throws IOException {
        Path sources = Path.of("src", "main", "java");
        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .distinct())
                    .isNotEmpty()
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }
}
