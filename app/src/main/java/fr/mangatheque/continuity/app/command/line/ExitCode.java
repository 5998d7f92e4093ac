package fr.mangatheque.continuity.app.command.line;

/** What the process ends with. Scripts rely on these: none changes its meaning. */
public final class ExitCode {
  /** It did what was asked, or ran until it was asked to end. */
  public static final int OK = 0;

  /** It failed. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The configuration is wrong. */
  public static final int CONFIGURATION = 3;

  /** Another process uses the data directory. */
  public static final int IN_USE = 4;

  /** It was answered, and what was asked about is not well. */
  public static final int WRONG = 5;

  /** Nothing answers where the pipeline should. */
  public static final int UNREACHABLE = 6;

  /** The pipeline does not know this operator. */
  public static final int REFUSED = 7;

  /** Not all that should have answered did; what did is well. */
  public static final int INCOMPLETE = 8;

  /** The backup has nothing like what was asked for: no such source, prefix or key, or not then. */
  public static final int NOTHING = 9;

  /** It was not confirmed, so nothing was done. */
  public static final int UNCONFIRMED = 10;

  /** It was interrupted, as a shell says it of SIGINT; what was done is told. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
