package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Announcement;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an object is what the application announced: a doubt beside the copy if it is not. */
final class AnnouncementCheck {
  /** The application's clock and the source's may be so far apart. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private AnnouncementCheck() {}

  /**
   * The doubt, if there is one. An announcement older than the object is about content that the
   * object had before.
   *
   * @param lastModified the object's, by the source's clock
   */
  static Optional<Cause> doubt(
      @Nullable Announcement announced, Sha256 sha256, Instant lastModified) {
    if (announced == null || announced.getSha256().equals(sha256.hex())) {
      return Optional.empty();
    }
    // Last-Modified has whole seconds: compared as such, or half a second would count as a second
    Instant said = announced.getOccurredAt().truncatedTo(ChronoUnit.SECONDS);
    Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    if (said.plus(TOLERANCE).isBefore(modified)) {
      return Optional.empty();
    }
    return Optional.of(
        Causes.of(
            Stage.ORIGIN,
            CauseClass.DIFFERS_FROM_ANNOUNCED,
            "the application announced SHA-256 "
                + announced.getSha256()
                + " but the source holds "
                + sha256
                + "; it is protected as it is. Upload the object again if it is damaged"));
  }
}
