package dev.hearth.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class PackagesTest {
    private static final Set<String> SAY_NOTHING =
            Set.of(
                    "util", "utils", "common", "impl", "helpers", "helper", "manager", "misc",
                    "core");

    private final SortedSet<String> packages =
            House.CLASSES.stream()
                    .map(JavaClass::getPackageName)
                    .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void everyPackageSaysWhatItOwnsAndKnowsNoNulls() {
        List<String> unmarked = packages.stream().filter(name -> !isNullMarked(name)).toList();
        assertEquals(List.of(), unmarked, "packages without a @NullMarked package-info.java");
    }

    @Test
    void everyPackageIsNamedForSomethingInTheDesign() {
        List<String> vague =
                packages.stream()
                        .filter(name ->
                                SAY_NOTHING.contains(name.substring(name.lastIndexOf('.') + 1)))
                        .toList();
        assertEquals(List.of(), vague, "packages whose name says nothing");
        assertFalse(packages.isEmpty());
    }

    private static boolean isNullMarked(String name) {
        try {
            return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
        } catch (ClassNotFoundException none) {
            return false;
        }
    }
}
