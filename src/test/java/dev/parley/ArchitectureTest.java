package dev.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The layers of the house, and its habits. What each package uses is for {@link PackagesTest} to check. */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String HOUSE = "dev.parley";

    private static String packageNamed(String name) {
        return HOUSE + "." + name;
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
            .resideInAPackage(HOUSE + ".chat..")
            .should()
            .dependOnClassesThat(resideInAPackage(HOUSE + ".engine..")
                    .and(not(nameMatching("dev\\.parley\\.engine\\.(MonotonicClock|Timers(\\$.*)?)"))));

    @ArchTest
    static final ArchRule configIsForTheCompositionRootAndForTheEyesOfAdministrators = classes()
            .that()
            .resideInAPackage(HOUSE + ".config")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(HOUSE + ".config", HOUSE + ".app..", HOUSE + ".admin");

    @ArchTest
    static final ArchRule whatApplicationsMayUseNamesNothingElse = classes()
            .that()
            .resideInAPackage(HOUSE + ".api")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jakarta..", HOUSE + ".api");

    @ArchTest
    static final ArchRule webSocketsAreInOnePlace =
            onlyIn("jakarta.websocket..", "transport.websocket", "transport.container..");

    @ArchTest
    static final ArchRule servletsAreAtTheEdge = onlyIn(
            "jakarta.servlet..",
            "transport",
            "transport.polling",
            "transport.upgrade",
            "transport.container..",
            "app..");

    @ArchTest
    static final ArchRule jsonIsAboveTheEngine = onlyIn(
            "jakarta.json..",
            "api",
            "socketio",
            "socketio.codec",
            "socketio.adapter",
            "socketio.recovery",
            "presence",
            "redis.messaging..",
            "redis.presence",
            "history",
            "redis.history",
            "audit",
            // By MicroProfile JWT, claims of other types than text are JSON.
            "security",
            "chat..",
            "session",
            "events..",
            "admission",
            "admin..",
            "adminui",
            "metrics",
            "app..");

    @ArchTest
    static final ArchRule resourcesAreInOnePlace = onlyIn("jakarta.ws.rs..", "admin..", "app.web");

    /** Each server makes another document of them, and not each a valid one. */
    @ArchTest
    static final ArchRule theRestApiIsDescribedInTheDocument = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.openapi.annotations..");

    @ArchTest
    static final ArchRule settingsComeInByOneDoor = onlyIn("org.eclipse.microprofile.config..", "config", "app..");

    @ArchTest
    static final ArchRule tokensAreReadInOnePlace = onlyIn("com.nimbusds..", "security");

    @ArchTest
    static final ArchRule bucketsAreInOnePlace = onlyIn("io.github.bucket4j..", "limits");

    @ArchTest
    static final ArchRule passwordsAreCheckedInOnePlace = onlyIn("at.favre.lib..", "adminui");

    /** What REST shows of this node and what the UI shows come from the layers below, not from each other. */
    @ArchTest
    static final ArchRule theAdminUiAndRestDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage(HOUSE + ".admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOUSE + ".adminui");

    /** A server without it can load all others. */
    @ArchTest
    static final ArchRule openTelemetryIsInOnePlace = onlyIn("io.opentelemetry..", "tracing.opentelemetry");

    @ArchTest
    static final ArchRule tracingByOpenTelemetryBeginsInOneClass = classes()
            .that()
            .resideInAPackage(HOUSE + ".tracing.opentelemetry")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(HOUSE + ".tracing.opentelemetry", HOUSE + ".app");

    @ArchTest
    static final ArchRule cachesAreInOnePlace = onlyIn("com.github.benmanes..", "limits");

    @ArchTest
    static final ArchRule redisIsBelowOnePackage = onlyIn("redis.clients..", "redis..");

    @ArchTest
    static final ArchRule theInfrastructureKnowsNoApplication = noClasses()
            .that()
            .resideInAnyPackage(HOUSE + ".redis..", HOUSE + ".presence", HOUSE + ".socketio..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HOUSE + ".chat..");

    /** Code that accesses objects of a server by reflection is in a few known packages; reading an annotation is allowed anywhere. */
    @ArchTest
    static final ArchRule foreignObjectsAreReachedIntoInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(
                    packageNamed("transport.container.."),
                    // It makes the upgrade handler of Tyrus, as the server does.
                    packageNamed("transport.upgrade"),
                    // It calls the methods of applications, which they have annotated for this.
                    packageNamed("events.call"),
                    // What is injected passes calls on to the event that is under way.
                    packageNamed("events.cdi"),
                    // It looks at the members of payloads as JSON-B does.
                    packageNamed("events.json"),
                    packageNamed("events.document"))
            // Classes of the JDK that compilers do not see.
            .and()
            .doNotHaveFullyQualifiedName("dev.parley.app.TerminationSignal")
            .and()
            .doNotHaveFullyQualifiedName("dev.parley.app.VirtualThreads")
            // A field of Payara's OpenAPI documents; that the class lies here is for the server to find it.
            .and()
            .doNotHaveFullyQualifiedName("dev.parley.admin.ApiDocumentFilter")
            .should()
            .dependOnClassesThat(resideInAPackage("java.lang.invoke")
                    .and(nameMatching(".*\\.(MethodHandle|MethodType|MethodHandles|VarHandle)")))
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.reflect\\.(Field|Constructor|Proxy|AccessibleObject)")
            .orShould()
            .callMethod(java.lang.reflect.Method.class, "invoke", Object.class, Object[].class)
            .orShould()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(ClassLoader.class, "loadClass", String.class);

    @ArchTest
    static final ArchRule prometheusIsInOnePlace = onlyIn("io.prometheus..", "metrics");

    @ArchTest
    static final ArchRule aServerWithoutMetricsMissesOneClassOnly = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.parley.metrics.MicroProfilePublisher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.microprofile.metrics..");

    /** Such a class cannot be loaded without the API, and TomEE loads all that look like beans. */
    @ArchTest
    static final ArchRule aServerWithoutHealthCanLoadAllBeans =
            noClasses().should().implement("org.eclipse.microprofile.health.HealthCheck");

    /** OpenWebBeans deploys nothing that injects what nobody provides; it is to be looked up. */
    @ArchTest
    static final ArchRule whatAServerMayLackIsNotInjected = noFields()
            .that()
            .areAnnotatedWith("jakarta.inject.Inject")
            .should()
            .haveRawType(resideInAnyPackage(
                    "org.eclipse.microprofile.metrics..",
                    "org.eclipse.microprofile.health..",
                    "org.eclipse.microprofile.openapi.."));

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

    /** The API is apart: it has the words of Socket.IO for its users, as the engine has them for itself. */
    @ArchTest
    static void noTwoClassesShareAName(JavaClasses house) {
        Map<String, List<String>> byName = house.stream()
                .filter(type -> !type.getPackageName().equals(packageNamed("api"))
                        && !type.isNestedClass()
                        && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));

        assertThat(byName.values()).allSatisfy(types -> assertThat(types).hasSize(1));
    }

    @ArchTest
    static final ArchRule theLogIsTheSystemLogger = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule nobodyPrints = noClasses()
            .that()
            // A program that builds call: it prints its errors for its caller.
            .doNotHaveFullyQualifiedName("dev.parley.events.document.GenerateEventDocuments")
            .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule nobodyWaitsForTimeToPass = noClasses()
            .that()
            // Its scheduler is one that never runs anything.
            .doNotHaveFullyQualifiedName("dev.parley.transport.container.tyrus.TyrusIdleTimer")
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
