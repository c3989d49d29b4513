package dev.hearth.aws.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of path segments. What follows a segment is either known words or one label,
 * never both, so a search needs no second guess.
 */
final class PathNode {
    /** An operation that ends here, and the names of the labels on the way. */
    record Leaf(Route route, List<String> labels, Map<String, List<String>> fixedQuery) {
        boolean accepts(String method, Map<String, List<String>> query) {
            return route.method().equals(method)
                    && query.entrySet().containsAll(fixedQuery.entrySet());
        }
    }

    private final Map<String, PathNode> words = new HashMap<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private @Nullable PathNode label;

    void add(Route route) {
        PathNode node = this;
        List<String> labels = new ArrayList<>();
        for (String segment : route.path().substring(1).split("/", -1)) {
            if (segment.startsWith("{")) {
                labels.add(segment.substring(1, segment.length() - 1));
                node = node.growLabel(route);
            } else {
                node = node.growWord(segment, route);
            }
        }
        node.end(new Leaf(route, List.copyOf(labels), route.fixedQuery()));
    }

    @Nullable PathNode word(String segment) {
        return words.get(segment);
    }

    @Nullable PathNode label() {
        return label;
    }

    /** Those that ask most of the query come first. */
    List<Leaf> leaves() {
        return leaves;
    }

    private PathNode growLabel(Route route) {
        if (!words.isEmpty()) {
            throw ambiguous(route);
        }
        if (label == null) {
            label = new PathNode();
        }
        return label;
    }

    private PathNode growWord(String segment, Route route) {
        if (label != null) {
            throw ambiguous(route);
        }
        return words.computeIfAbsent(segment, _ -> new PathNode());
    }

    private void end(Leaf leaf) {
        if (leaves.stream()
                .anyMatch(other ->
                        other.route().method().equals(leaf.route().method())
                                && other.fixedQuery().equals(leaf.fixedQuery()))) {
            throw ambiguous(leaf.route());
        }
        leaves.add(leaf);
        leaves.sort(Comparator.comparingInt(each -> -each.fixedQuery().size()));
    }

    private static IllegalArgumentException ambiguous(Route route) {
        return new IllegalArgumentException(route + " cannot be told from another route");
    }
}
