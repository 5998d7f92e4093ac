package fr.mangatheque.continuity.storage;

/** The order in which stores list keys: by code point, which is the order of UTF-8 bytes. */
public final class Utf8Order {
  private Utf8Order() {}

  /** Compares by code point; {@link String#compareTo} puts surrogates before U+E000 to U+FFFF. */
  public static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xPair = Character.isSurrogate(x);
        boolean yPair = Character.isSurrogate(y);
        return xPair == yPair ? Character.compare(x, y) : xPair ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
