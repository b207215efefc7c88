package dev.parley.chat;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.engine.MonotonicClock;
import dev.parley.engine.Timers;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChatDependenciesTest {

    private final JavaClasses chat = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley.chat");

    @Test
    void itKnowsOnlyTheLayersThatItMayKnow() {
        noClasses()
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                                "dev.parley.api",
                                "dev.parley.chat..",
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
                .check(chat);
    }

    @Test
    void theWallClockIsInjected() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(chat);
    }

    @Test
    void nobodyWaits() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat(resideInAPackage("java.util.concurrent.locks"))
                .check(chat);
    }
}
