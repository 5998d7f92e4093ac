package fr.mangatheque.continuity.app.operator.answer;

/**
 * How many objects of a source stand how.
 *
 * @param objects that the source is known to hold and the backup has
 * @param bytes of their newest versions
 * @param versions in the backup, of removed objects too
 * @param heldBytes of all these versions
 * @param backlog objects with a change that is not protected yet
 * @param backlogOfScans of these, what a scan asked for and was not tried yet
 * @param parked held back because their source is paused
 * @param failing that fail
 * @param absent that the source said are gone, not decided yet
 * @param doubted protected, but something is doubted of them
 */
public record Totals(
    long objects,
    long bytes,
    long versions,
    long heldBytes,
    long backlog,
    long backlogOfScans,
    long parked,
    long failing,
    long absent,
    long doubted) {
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public Totals plus(Totals other) {
    return new Totals(
        objects + other.objects,
        bytes + other.bytes,
        versions + other.versions,
        heldBytes + other.heldBytes,
        backlog + other.backlog,
        backlogOfScans + other.backlogOfScans,
        parked + other.parked,
        failing + other.failing,
        absent + other.absent,
        doubted + other.doubted);
  }
}
