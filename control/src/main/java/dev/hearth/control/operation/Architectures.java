package dev.hearth.control.operation;

import dev.hearth.aws.validate.Violations;
import java.util.List;

/** The processor a function is built for; exactly one. */
final class Architectures {
    private static final List<String> ALL = List.of("x86_64", "arm64");

    private Architectures() {}

    static void collect(List<String> asked, Violations into) {
        if (asked.size() > 1) {
            into.add("architectures", asked, "Member must have length less than or equal to 1");
        } else if (!ALL.containsAll(asked)) {
            into.add(
                    "architectures",
                    asked,
                    "Member must satisfy constraint: [Member must satisfy enum value set: [%s], Member must not be null]"
                            .formatted(String.join(", ", ALL)));
        }
    }

    static String chosen(List<String> asked, String otherwise) {
        return asked.isEmpty() ? otherwise : asked.getFirst();
    }
}
