package fr.mangatheque.continuity.app.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names with values, written as YAML. */
final class YamlTree {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9./]([A-Za-z0-9._/:@+=-]*[A-Za-z0-9._/=-])?");

  private final Node root = new Node();

  private static final class Node {
    private final Map<String, Node> children = new LinkedHashMap<>();
    private @Nullable String value;
    private String comment = "";
  }

  /**
   * @param value null to write the comment alone
   */
  void put(String name, @Nullable String value, String comment) {
    Node node = root;
    for (String part : name.replace("[", ".[").split("\\.")) {
      node = node.children.computeIfAbsent(part, absent -> new Node());
    }
    node.value = value;
    node.comment = comment;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    children(root, "", "", text);
    return text.toString();
  }

  /**
   * @param first what the first line starts with, which is not the indent in an element of a list
   */
  private static void children(Node node, String first, String indent, StringBuilder text) {
    String start = first;
    for (Map.Entry<String, Node> child : node.children.entrySet()) {
      boolean element = child.getKey().startsWith("[");
      String name = element ? "- " : child.getKey() + ": ";
      Node below = child.getValue();
      if (below.children.isEmpty()) {
        text.append(start).append(leaf(name, below)).append('\n');
      } else if (element) {
        children(below, start + name, indent + "  ", text);
      } else {
        text.append(start).append(name.stripTrailing()).append('\n');
        children(below, indent + "  ", indent + "  ", text);
      }
      start = indent;
    }
  }

  private static String leaf(String name, Node node) {
    String value = node.value;
    return value == null
        ? "# " + name + node.comment
        : name + scalar(value) + "  # " + node.comment;
  }

  /** A value as YAML has it, quoted where it needs to be. */
  static String scalar(String value) {
    if (PLAIN.matcher(value).matches() && !value.equals("null")) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f) {
        quoted.append("\\x%02x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
