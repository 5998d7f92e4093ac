package fr.mangatheque.continuity.app.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a key is: {@code sources.*.origin.bucket}.
 *
 * @param text with {@code *} for a name, {@code [*]} for a place in a list, {@code **} for any name
 *     with dots
 */
record KeyPath(String text) {
  private static final Pattern WILDCARD = Pattern.compile("\\*\\*|\\[\\*]|\\*");
  private static final String INDEX = "[*]";

  /** The environment variable that sets {@code name}. */
  static String variable(String name) {
    return "CONTINUITY_" + variablePart(name);
  }

  private static String variablePart(String text) {
    return text.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** Whether this is an element of a list, not a key within one. */
  boolean element() {
    return text.endsWith(INDEX);
  }

  /** The path of the list, of an element. */
  KeyPath list() {
    return new KeyPath(text.substring(0, text.length() - INDEX.length()));
  }

  /** What its first wildcard is a name within: {@code sources} of {@code sources.*.origin}. */
  String parent() {
    return text.substring(0, text.indexOf('*') - 1);
  }

  boolean wild() {
    return text.contains("*");
  }

  /** The last part of it. */
  String leaf() {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  String name(List<String> names) {
    int[] at = {0};
    return WILDCARD
        .matcher(text)
        .replaceAll(
            wildcard -> {
              String name = names.get(at[0]++);
              return Matcher.quoteReplacement(
                  wildcard.group().equals(INDEX) ? "[" + name + "]" : name);
            });
  }

  Optional<List<String>> match(String name) {
    return groups(pattern("", "([^.\\[\\]]+)", "\\[(\\d{1,4})]"), name);
  }

  /** What stands in for the wildcards in the name of an environment variable, as it is there. */
  Optional<List<String>> matchVariable(String variable) {
    return groups(pattern("CONTINUITY_", "(.+)", "_(\\d{1,4})_"), variable);
  }

  private Pattern pattern(String start, String name, String index) {
    boolean variable = !start.isEmpty();
    StringBuilder regex = new StringBuilder(start);
    Matcher wildcards = WILDCARD.matcher(text);
    int from = 0;
    while (wildcards.find()) {
      regex.append(literal(text.substring(from, wildcards.start()), variable));
      regex.append(wildcard(wildcards, name, index));
      from = wildcards.end();
    }
    return Pattern.compile(regex.append(literal(text.substring(from), variable)).toString());
  }

  private static String wildcard(MatchResult wildcard, String name, String index) {
    return switch (wildcard.group()) {
      case INDEX -> index;
      case "*" -> name;
      default -> "(.+)";
    };
  }

  private static String literal(String text, boolean variable) {
    return variable ? variablePart(text) : Pattern.quote(text);
  }

  private static Optional<List<String>> groups(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches()
        ? Optional.of(
            IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .collect(Collectors.toUnmodifiableList()))
        : Optional.empty();
  }
}
