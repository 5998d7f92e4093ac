package fr.mangatheque.continuity.storage;

/** Hexadecimal text. */
final class Hex {
  private Hex() {}

  /** Whether it is so many lower-case hex digits. */
  static boolean is(String text, int digits) {
    if (text.length() != digits) {
      return false;
    }
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
