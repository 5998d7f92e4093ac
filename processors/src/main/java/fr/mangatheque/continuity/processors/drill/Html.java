package fr.mangatheque.continuity.processors.drill;

/** Text for a page. */
final class Html {
  private Html() {}

  /** {@code text} with nothing in it that a page would take for its own. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                  if (Character.isISOControl(c)) {
                    safe.append("\\u").append(String.format("%04x", c));
                  } else {
                    safe.appendCodePoint(c);
                  }
                }
              }
            });
    return safe.toString();
  }
}
