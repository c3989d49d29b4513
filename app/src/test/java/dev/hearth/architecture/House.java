package dev.hearth.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Every class of the product, read once. */
final class House {
    static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // What other modules' tests lend to those here.
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("dev.hearth");

    static final String[] ROLES = {
        "dev.hearth.frontend..",
        "dev.hearth.control..",
        "dev.hearth.assignment..",
        "dev.hearth.placement..",
        "dev.hearth.worker.."
    };

    private House() {}
}
