package fr.mangatheque.continuity.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration to start from: every key with its words, what has a default as a comment. */
public final class Sample {
  private static final int WIDTH = 96;
  private static final String SOURCE = "uploads";
  private static final String INTRODUCTION =
      """
      # Mangathèque Continuity. What stands behind a # shows its default or an example.
      #
      # Check it with:  continuity config check --config continuity.yaml
      # A $ is a $: nothing is expanded. An environment variable can set each key: copy.concurrency
      # is CONTINUITY_COPY_CONCURRENCY. Each secret can be kept in a file instead, which
      # secret-access-key-file names, relative to where this file is.
      """;

  private final StringBuilder text = new StringBuilder();

  private Sample() {}

  /** All keys, without any token. */
  public static String text() {
    return text("");
  }

  /**
   * The file that {@code continuity init} writes.
   *
   * @param operatorToken so that operators' commands work at once; empty for none
   */
  public static String text(String operatorToken) {
    return Keys.sections().stream()
        .map(
            section ->
                new Sample()
                    .block(
                        section,
                        section.equals(OperatorKeys.SECTION) && !operatorToken.isEmpty()
                            ? OperatorKeys.given(operatorToken)
                            : ""))
        .collect(Collectors.joining("\n", INTRODUCTION + "\n", ""));
  }

  /**
   * @param given takes the place of the example
   */
  private String block(Section section, String given) {
    if (!section.doc().isEmpty()) {
      comment("", section.doc());
    }
    String indent = "";
    for (String part : section.path().replace("*", SOURCE).split("\\.")) {
      if (!part.isEmpty()) {
        text.append(indent).append(part).append(":\n");
        indent += "  ";
      }
    }
    String parent = "";
    for (Key<?> key : section.keys()) {
      String name = section.below(key);
      String leaf = key.path().leaf();
      if (name.contains("*")) {
        continue;
      }
      String above = name.substring(0, name.length() - leaf.length());
      if (!above.isEmpty() && !above.equals(parent)) {
        text.append(indent).append(above.replace('.', ':')).append('\n');
        parent = above;
      }
      key(key, leaf, above.isEmpty() ? indent : indent + "  ");
    }
    for (String line : given.lines().toList()) {
      text.append(indent).append(line).append('\n');
    }
    String example = given.isEmpty() ? section.example() : "";
    for (String line : example.lines().toList()) {
      text.append(indent).append('#').append(line).append('\n');
    }
    return text.toString();
  }

  private void key(Key<?> key, String leaf, String indent) {
    comment(
        indent, key.doc() + (key.otherwise() == null ? "" : " Default: " + key.otherwise() + "."));
    String example = key.example() == null ? key.standard() : key.example();
    text.append(indent)
        .append(key.required() ? "" : "#")
        .append(leaf)
        .append(": ")
        .append(YamlTree.scalar(example == null ? "" : example))
        .append('\n');
  }

  private void comment(String indent, String words) {
    List<String> lines = new ArrayList<>(List.of(""));
    for (String word : words.split(" ")) {
      String last = lines.getLast();
      if (last.length() + word.length() + indent.length() + 3 > WIDTH) {
        lines.add(word);
      } else {
        lines.set(lines.size() - 1, last.isEmpty() ? word : last + " " + word);
      }
    }
    lines.forEach(line -> text.append(indent).append("# ").append(line).append('\n'));
  }
}
