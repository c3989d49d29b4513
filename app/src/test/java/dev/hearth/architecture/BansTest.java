package dev.hearth.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.lang.foreign.Arena;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What may be done in one place only. */
class BansTest {
    private static final String TIME = "dev.hearth.foundation.time..";

    @Test
    void timeIsReadInOnePlace() {
        outside(TIME)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because(
                        "a simulation can only turn a clock that everyone asks foundation.time for")
                .check(House.CLASSES);
    }

    @Test
    void nobodySleeps() {
        outside(TIME)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .because(
                        "waiting goes through foundation.time's timers, which a simulation can run ahead")
                .check(House.CLASSES);
    }

    @Test
    void randomnessComesFromOnePlace() {
        outside(TIME)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .because("a run can only be repeated from its seed when all chance comes from it")
                .check(House.CLASSES);
    }

    @Test
    void nativeCodeIsCalledInOnePlace() {
        outside("dev.hearth.worker.linux..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Arena.class.getPackageName() + "..")
                .because(
                        "a wrong native call ends the process: they are all kept where each is accounted for")
                .check(House.CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        outside("dev.hearth.app.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("standard output belongs to the answers of commands")
                .check(House.CLASSES);
    }

    private static GivenClassesConjunction outside(String packages) {
        return noClasses().that().resideOutsideOfPackage(packages);
    }
}
