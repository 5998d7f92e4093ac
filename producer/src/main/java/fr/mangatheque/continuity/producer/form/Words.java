package fr.mangatheque.continuity.producer.form;

/** A sender's own words, made fit to be shown back. */
public final class Words {
  private static final int LONGEST = 200;

  private Words() {}

  /** {@code text} in quotes, cut where it is long, and valid Unicode whatever it was. */
  public static String quote(String text) {
    return "'" + plain(text) + "'";
  }

  /** The same without quotes. */
  public static String plain(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(shown::appendCodePoint);
    return text.codePointCount(0, text.length()) > LONGEST
        ? shown.append('…').toString()
        : shown.toString();
  }
}
