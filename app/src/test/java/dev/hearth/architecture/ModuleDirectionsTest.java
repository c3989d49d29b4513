package dev.hearth.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleDirectionsTest {
    private static final String[] JDK_AND_JSPECIFY = {"java..", "javax..", "org.jspecify.."};

    @Test
    void everyModuleIsLookedAt() {
        for (String role : House.ROLES) {
            assertTrue(House.CLASSES.stream().anyMatch(resideInAPackage(role)), role);
        }
    }

    @Test
    void apiKnowsOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.hearth.api..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAPackage("dev.hearth.api..")
                                .or(resideInAnyPackage(JDK_AND_JSPECIFY)))
                .because(
                        "api holds the words every role shares; a library there would be everyone's")
                .check(House.CLASSES);
    }

    @Test
    void foundationKnowsNothingOfFunctions() {
        noClasses()
                .that()
                .resideInAPackage("dev.hearth.foundation..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.hearth..")
                                .and(resideOutsideOfPackages("dev.hearth.foundation..")))
                .because("the seams to the outside world are the same for any server")
                .check(House.CLASSES);
    }

    @Test
    void onlyFoundationHttpKnowsItsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hearth.foundation.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..")
                .because(
                        "the HTTP library is a choice of one package, so that it can be chosen again")
                .check(House.CLASSES);
    }

    @Test
    void onlyStateKnowsZooKeeper() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.hearth.state..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.zookeeper..", "org.apache.curator..")
                .because("where records are kept is a choice of one module")
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frontend", "control", "assignment", "placement", "worker"})
    void noRoleKnowsAnother(String role) {
        String own = "dev.hearth." + role + "..";
        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(House.ROLES)
                                .and(JavaClass.Predicates.resideOutsideOfPackage(own)))
                .because("roles meet in api, so that each can run in a process of its own")
                .check(House.CLASSES);
    }

    @Test
    void onlyAppKnowsRoles() {
        noClasses()
                .that()
                .resideOutsideOfPackages(House.ROLES)
                .and()
                .resideOutsideOfPackages("dev.hearth.app..", "dev.hearth.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(House.ROLES)
                .because("wiring is app's alone")
                .check(House.CLASSES);
    }

    @Test
    void nobodyKnowsApp() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hearth.app..", "dev.hearth.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.hearth.app..")
                .because("app is where everything meets: a way back would be a circle")
                .check(House.CLASSES);
    }

    @Test
    void sandboxBackendsDoNotSeeOneAnother() {
        slices().matching("dev.hearth.worker.sandbox.(*)..")
                .should()
                .notDependOnEachOther()
                .because("each backend answers to the contract in worker.sandbox alone")
                .check(House.CLASSES);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("dev.hearth.(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that need each other are one package")
                .check(House.CLASSES);
    }
}
