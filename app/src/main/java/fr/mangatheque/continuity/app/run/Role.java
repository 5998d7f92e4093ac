package fr.mangatheque.continuity.app.run;

/** What a process may do. On one machine it does all. */
public enum Role {
  /** Takes events from the application. */
  INTAKE,
  /** Tells when something is due. */
  TICKER,
  /** Decides what is to be copied, and copies. */
  PROCESSORS,
  /** Tells people what fails. */
  NOTIFIER
}
