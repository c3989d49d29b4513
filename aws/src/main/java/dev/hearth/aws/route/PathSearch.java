package dev.hearth.aws.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk along a path; remembers the labels it met. */
final class PathSearch {
    private final String path;
    private final List<String> labels = new ArrayList<>(3);

    PathSearch(String rawPath) {
        path =
                rawPath.length() > 1 && rawPath.endsWith("/")
                        ? rawPath.substring(0, rawPath.length() - 1)
                        : rawPath;
    }

    /** The operations at the path's end. */
    List<PathNode.Leaf> run(PathNode root) {
        if (!path.startsWith("/")) {
            return List.of();
        }
        PathNode node = root;
        int slash = 0;
        while (slash < path.length()) {
            int next = path.indexOf('/', slash + 1);
            int end = next < 0 ? path.length() : next;
            node = step(node, path.substring(slash + 1, end));
            if (node == null) {
                return List.of();
            }
            slash = end;
        }
        return node.leaves();
    }

    /** Still encoded. */
    String label(int index) {
        return labels.get(index);
    }

    private @Nullable PathNode step(PathNode node, String segment) {
        PathNode label = node.label();
        if (label == null) {
            return node.word(segment);
        }
        if (segment.isEmpty()) {
            return null;
        }
        labels.add(segment);
        return label;
    }
}
