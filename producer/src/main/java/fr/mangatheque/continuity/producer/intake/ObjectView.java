package fr.mangatheque.continuity.producer.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an object stands, for who uploaded it.
 *
 * @param state in lower case: {@code protected}, {@code pending}, {@code removed}, {@code erased}
 * @param since when it came to be so; null if that is not known
 * @param version what of it is safe; null if nothing
 * @param pending what is open; null if nothing is
 * @param failing what keeps it open; null if nothing does
 * @param doubts what is doubted of the version, although it is safe
 */
public record ObjectView(
    String state,
    @Nullable Instant since,
    @Nullable Version version,
    @Nullable Pending pending,
    @Nullable Trouble failing,
    List<Trouble> doubts) {
  public ObjectView {
    doubts = List.copyOf(doubts);
  }

  /**
   * A version in the backup.
   *
   * @param name of its entry there
   * @param sha256 64 lower-case hexadecimal digits
   * @param size in bytes
   * @param etag the source's, unquoted; null if it is not known
   * @param lastModified as the source told it; null if it is not known
   * @param since when it was proven to be there; null if that is not known
   */
  public record Version(
      String name,
      String sha256,
      long size,
      @Nullable String etag,
      @Nullable Instant lastModified,
      @Nullable Instant since) {}

  /**
   * What is open.
   *
   * @param step how far it has come, in a word
   * @param since when the first hint of it came
   * @param attempt 1 for the first
   * @param next when it goes on by itself; null unless it waits for that
   */
  public record Pending(String step, Instant since, int attempt, @Nullable Instant next) {}

  /**
   * What goes wrong.
   *
   * @param stage where, as incidents name it
   * @param cause as incidents name it
   */
  public record Trouble(String stage, String cause, Instant since) {}

  /** Whether nothing is open. */
  boolean settled() {
    return pending == null;
  }
}
