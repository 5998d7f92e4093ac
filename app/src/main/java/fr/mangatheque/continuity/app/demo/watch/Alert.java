package fr.mangatheque.continuity.app.demo.watch;

/**
 * What on-call was told.
 *
 * @param type incident.opened, incident.updated or incident.resolved
 * @param incident which one
 * @param causeClass what is the matter, as incidents group it
 */
public record Alert(
    String type, String incident, String causeClass, String severity, String summary) {
  static final String OPENED = "incident.opened";
  static final String RESOLVED = "incident.resolved";

  public boolean opened() {
    return type.equals(OPENED);
  }

  public boolean resolved() {
    return type.equals(RESOLVED);
  }
}
