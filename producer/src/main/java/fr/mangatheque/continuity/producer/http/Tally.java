package fr.mangatheque.continuity.producer.http;

/**
 * What a request is counted under. All of it is ours: no stranger's word becomes a metric.
 *
 * @param form it is written in
 * @param sender whose credential it shows
 */
public record Tally(String form, String sender, Outcome outcome) {
  /** Where there is none, or none was found out. */
  static final String NONE = "none";

  static Tally of(int status) {
    return new Tally(NONE, NONE, Outcome.of(status));
  }
}
