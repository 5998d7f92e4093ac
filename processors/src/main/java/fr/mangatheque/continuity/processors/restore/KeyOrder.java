package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Utf8Order;
import java.util.Comparator;

/**
 * The order in which a listing of the backup completes keys: that of {@code <key>/}, by bytes of
 * UTF-8, but what is nested in a key comes before it ({@code a!}, {@code a/b}, {@code a}).
 */
public final class KeyOrder implements Comparator<ObjectKey> {
  public static final KeyOrder INSTANCE = new KeyOrder();

  private KeyOrder() {}

  @Override
  public int compare(ObjectKey a, ObjectKey b) {
    return compare(a.value(), b.value());
  }

  static int compare(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    if (isIn(b, a)) {
      return 1;
    }
    return isIn(a, b) ? -1 : Utf8Order.compare(a + "/", b + "/");
  }

  /** Segments beside each other, each with what is nested in it. */
  static int compareSegments(String a, String b) {
    return Utf8Order.compare(a + "/", b + "/");
  }

  /** Whether {@code key} is nested in {@code outer}. */
  static boolean isIn(String key, String outer) {
    return key.length() > outer.length()
        && key.charAt(outer.length()) == '/'
        && key.startsWith(outer);
  }
}
