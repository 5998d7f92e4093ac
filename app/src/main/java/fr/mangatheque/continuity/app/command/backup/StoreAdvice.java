package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;

/** What a person can do where a store fails. */
public final class StoreAdvice {
  private StoreAdvice() {}

  /**
   * @param side which of the stores it is: {@code the backup}
   */
  public static CommandFailure failure(String side, StoreException failure) {
    if (Thread.currentThread().isInterrupted()) {
      return new CommandFailure(ExitCode.INTERRUPTED, "interrupted; nothing was written");
    }
    return new CommandFailure(
        ExitCode.FAILED,
        side + " cannot be used: " + failure.getMessage() + "." + of(failure.fault()));
  }

  /** A sentence with a space before it. */
  public static String of(StoreFault fault) {
    return switch (fault) {
      case ACCESS_DENIED ->
          " These credentials may not do that, or are wrong: check the key id, its secret, and the"
              + " rights it has";
      case NO_SUCH_BUCKET -> " Check the bucket's name and the endpoint";
      case QUOTA_EXCEEDED -> " Make room there, then run the same command again: it goes on";
      case CLOCK_SKEW -> " Set this machine's clock";
      case REFUSED, PROTOCOL -> " Check that the endpoint speaks S3, and the region";
      case UNREACHABLE -> " Check the endpoint's name and the network";
      case THROTTLED, SERVER_ERROR, TIMEOUT, CUT_SHORT ->
          " It was asked several times; run the same command again later";
      case LENGTH_UNKNOWN, CORRUPT ->
          " Something between here and the store changes what it sends: a proxy?";
    };
  }
}
