package fr.mangatheque.continuity.app.log;

import java.util.regex.Pattern;

/** Text from elsewhere on one line, in quotes where it could be taken for something else. */
final class Quoted {
  private static final Pattern PLAIN = Pattern.compile("[^\\s\"\\\\=\\p{Cntrl}]+");

  private Quoted() {}

  static String text(String text) {
    return PLAIN.matcher(text).matches() ? text : '"' + escaped(text) + '"';
  }

  /** {@code text} with nothing in it that moves a cursor or ends a line. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    escaped.append(c == '\n' ? "\\n" : "\\u%04x".formatted(c));
                default -> {
                  if (c == '"' || c == '\\') {
                    escaped.append('\\');
                  }
                  escaped.appendCodePoint(c);
                }
              }
            });
    return escaped.toString();
  }
}
