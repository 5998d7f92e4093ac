package fr.mangatheque.continuity.app.command;

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

  private ExitCode() {}
}
