package fr.mangatheque.continuity.producer.intake;

/** Something that must work before this process is ready. Thread-safe. */
public interface HealthCheck {
  /** One or two words for people and dashboards, such as {@code kafka}. */
  String name();

  /**
   * Looks now. May block: one that takes longer than two seconds, or throws, counts as down.
   *
   * @throws Exception whatever went wrong; its message is shown
   */
  Health check() throws Exception;
}
