package fr.mangatheque.continuity.producer.hint;

/** Lengths in UTF-8, where unpaired surrogates are no text at all. */
public final class Utf8 {
  private Utf8() {}

  /** The length of {@code text} in bytes of UTF-8; -1 if it has an unpaired surrogate. */
  public static int length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes += 1;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        return -1;
      }
    }
    return bytes;
  }
}
