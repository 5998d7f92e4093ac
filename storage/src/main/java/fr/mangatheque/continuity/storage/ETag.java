package fr.mangatheque.continuity.storage;

/** An entity tag without its quotes: equal tags of one key mean equal content to its store. */
public record ETag(String value) {
  private static final int MD5_DIGITS = 32;

  public ETag {
    if (value.startsWith("\"") || value.length() > 1024) {
      throw new IllegalArgumentException("an ETag comes here unquoted and short: " + value);
    }
  }

  /** From a header's value, quoted or not, weak or not. */
  public static ETag ofHeader(String header) {
    String tag = header.startsWith("W/") ? header.substring(2) : header;
    boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
    return new ETag(quoted ? tag.substring(1, tag.length() - 1) : tag);
  }

  /** As conditional headers write it. */
  public String quoted() {
    return '"' + value + '"';
  }

  /** Whether it looks as the MD5 of the content would; a store may mean something else by it. */
  public boolean looksLikeMd5() {
    return Hex.is(value, MD5_DIGITS);
  }

  @Override
  public String toString() {
    return value;
  }
}
