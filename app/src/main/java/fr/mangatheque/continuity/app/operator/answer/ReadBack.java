package fr.mangatheque.continuity.app.operator.answer;

/**
 * How much of what the backup holds was read back, and was right, within the promised time; to the
 * hour.
 *
 * @param withinSeconds what is promised
 * @param versions that are to be read back
 * @param bytes of all these
 * @param readVersions of these, those that were
 * @param readBytes theirs
 */
public record ReadBack(
    long withinSeconds, long versions, long bytes, long readVersions, long readBytes) {
  public ReadBack plus(ReadBack other) {
    return new ReadBack(
        withinSeconds,
        versions + other.versions,
        bytes + other.bytes,
        readVersions + other.readVersions,
        readBytes + other.readBytes);
  }
}
