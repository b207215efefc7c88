package dev.parley.chat;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import java.time.Instant;

@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ChatDependenciesTest {

    private static final String CHAT = "dev.parley.chat..";

    @ArchTest
    static void itKnowsOnlyTheLayersThatItMayKnow(JavaClasses house) {
        noClasses()
                .that()
                .resideInAPackage(CHAT)
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                                "dev.parley.api",
                                CHAT,
                                "dev.parley.history",
                                "dev.parley.idempotency",
                                "dev.parley.presence",
                                "dev.parley.socketio..",
                                "dev.parley.security",
                                "dev.parley.session",
                                "dev.parley.limits",
                                "jakarta.json",
                                "jakarta.json.spi",
                                "jakarta.validation..",
                                "java..")
                        .or(belongToAnyOf(Timers.class, MonotonicClock.class))))
                .check(house);
    }

    @ArchTest
    static void theWallClockIsInjected(JavaClasses house) {
        noClasses()
                .that()
                .resideInAPackage(CHAT)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(house);
    }

    @ArchTest
    static void nobodyWaits(JavaClasses house) {
        noClasses()
                .that()
                .resideInAPackage(CHAT)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat(resideInAPackage("java.util.concurrent.locks"))
                .check(house);
    }
}
