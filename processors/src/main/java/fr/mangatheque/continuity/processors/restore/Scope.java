package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;

/** Which of the source's keys a restore is about. Canaries never are. */
public sealed interface Scope {
  /** Whether a key belongs to it; of a sample, whether it may. */
  boolean contains(ObjectKey key);

  /** What all its keys start with; may be empty. */
  String prefix();

  /** Everything. */
  record All() implements Scope {
    @Override
    public boolean contains(ObjectKey key) {
      return true;
    }

    @Override
    public String prefix() {
      return "";
    }
  }

  /** All keys that start so, whether or not it ends with a slash. */
  record Prefix(String prefix) implements Scope {
    public Prefix {
      if (prefix.isEmpty()) {
        throw new IllegalArgumentException("an empty prefix is everything: say so");
      }
    }

    @Override
    public boolean contains(ObjectKey key) {
      return key.value().startsWith(prefix);
    }
  }

  /** One key, exactly. */
  record OneKey(ObjectKey key) implements Scope {
    @Override
    public boolean contains(ObjectKey other) {
      return key.equals(other);
    }

    @Override
    public String prefix() {
      return key.value();
    }
  }

  /**
   * So many of all objects, each as likely as any other; nothing counts as extra beside them.
   *
   * @param objects 1 to {@link #MOST}; fewer are taken where there are fewer
   * @param seed the same one over the same backup gives the same sample
   */
  record Sample(int objects, long seed) implements Scope {
    /** They are kept in memory between plan and run. */
    public static final int MOST = 100_000;

    public Sample {
      if (objects < 1 || objects > MOST) {
        throw new IllegalArgumentException(
            "a sample has 1 to " + MOST + " objects, not " + objects);
      }
    }

    @Override
    public boolean contains(ObjectKey key) {
      return true;
    }

    @Override
    public String prefix() {
      return "";
    }
  }
}
