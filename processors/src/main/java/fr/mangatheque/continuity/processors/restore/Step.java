package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.processors.restore.Agreed.Named;

/** What is to be done about a key. */
sealed interface Step {
  /** The destination has what is wanted. */
  record Nothing() implements Step {}

  /** Write it, over what is there if anything is. */
  record Write() implements Step {}

  /** It is wanted, and what is there stays nevertheless. */
  record Skip(String reason) implements Step {}

  /** It is not wanted, and there: it stays, as nobody asked for more. */
  record Leave() implements Step {}

  /** It is not wanted, and goes. */
  record Delete() implements Step {}

  /** It is not wanted and was to go, and stays nevertheless. */
  record Keep(String reason) implements Step {}

  /**
   * Decides.
   *
   * @param standing not {@link Standing#UNCLEAR}
   * @param named as what the plan named this very content
   */
  static Step of(boolean wanted, Standing standing, RestoreOptions options, Named named) {
    return wanted ? wanted(standing, options, named) : unwanted(standing, options, named);
  }

  private static Step wanted(Standing standing, RestoreOptions options, Named named) {
    return switch (standing) {
      case MISSING -> new Write();
      case RIGHT -> options.overwrite() == Overwrite.ALWAYS ? new Write() : new Nothing();
      case HELD ->
          options.overwrite() == Overwrite.NEVER
              ? new Skip("it is there with other bytes, and nothing is to be overwritten")
              : new Write();
      case UNPROTECTED -> {
        if (options.overwrite() == Overwrite.NEVER) {
          yield new Skip(
              "it is there with bytes that the backup does not hold, and nothing is to be"
                  + " overwritten");
        }
        if (!options.discardUnprotected()) {
          yield new Skip("it is there with bytes that the backup does not hold");
        }
        yield named.unprotected()
            ? new Write()
            : new Skip(
                "it is there with bytes that the backup does not hold, and that the plan did not"
                    + " name");
      }
      case UNCLEAR -> throw unclear();
    };
  }

  private static Step unwanted(Standing standing, RestoreOptions options, Named named) {
    if (standing == Standing.MISSING) {
      return new Nothing();
    }
    if (!options.deleteExtra()) {
      return new Leave();
    }
    if (!named.extra()) {
      return new Keep("it came, or changed, since the plan");
    }
    return switch (standing) {
      case RIGHT, HELD -> new Delete();
      case UNPROTECTED ->
          options.discardUnprotected() && named.unprotected()
              ? new Delete()
              : new Keep("the backup does not hold its bytes");
      case MISSING -> new Nothing();
      case UNCLEAR -> throw unclear();
    };
  }

  /** Whether it matters at all which bytes are there. */
  static boolean dependsOnBytes(boolean wanted, RestoreOptions options) {
    return wanted || options.deleteExtra();
  }

  private static IllegalStateException unclear() {
    return new IllegalStateException("decided before it was known what is there");
  }
}
