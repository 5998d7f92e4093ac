package fr.mangatheque.continuity.app.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The figures of a demo, as {@code --json} writes them.
 *
 * @param uploaded uploads the source acknowledged
 * @param protectedUploads of these, seen in the backup from outside
 * @param bytes of these
 * @param versions the backup holds at the end
 * @param markers the backup holds at the end
 * @param mismatches that the independent check found
 * @param alertsRaised distinct incidents on-call heard of, correctly signed
 * @param alertsCleared of these, resolved
 * @param timeToSafetyP50Ms from the upload's answer to the first HEAD that found it in the backup,
 *     of uploads made while both clouds were there
 * @param originGets GETs that the source's endpoint counted from the pipeline, from the first
 *     upload to the check
 * @param backupPuts PUTs that the backup's endpoint counted from the pipeline, in the same time
 * @param missedEventsFound uploads that no event told of, and a scan found
 * @param breakerTripped whether the deletion of nearly everything was held back
 * @param repaired versions that rotted in the backup and have a right copy beside them
 * @param restored objects that came back when the bucket was lost
 * @param restoreMismatches of all that was held, what was not there or had other bytes afterwards
 * @param restoreSeconds from the order to restore to its end
 * @param eventsByForm how many of the library's uploads were told in each form
 */
record DemoReport(
    long uploaded,
    @JsonProperty("protected") long protectedUploads,
    long bytes,
    long versions,
    long markers,
    long mismatches,
    long alertsRaised,
    long alertsCleared,
    long timeToSafetyP50Ms,
    long timeToSafetyP99Ms,
    long originGets,
    long backupPuts,
    long missedEventsFound,
    boolean breakerTripped,
    long repaired,
    long restored,
    long restoreMismatches,
    double restoreSeconds,
    Map<String, Integer> eventsByForm) {

  void write(Path file) {
    try {
      Files.writeString(
          file,
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this)
              + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the figures to " + file, e);
    }
  }
}
