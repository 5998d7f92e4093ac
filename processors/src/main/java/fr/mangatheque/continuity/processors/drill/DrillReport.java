package fr.mangatheque.continuity.processors.drill;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a drill, as {@code report.json} has it. Names and meanings stay; later versions may
 * add some.
 *
 * @param run the run of the job
 * @param extent sample or all
 * @param at when it began
 * @param target what was restored into
 * @param outcome passed, failed or over-objective
 * @param summary in a sentence or two
 * @param cause of a failure, as incidents name it; null if there is none
 * @param recoveryTime from the beginning to the last object; of everything, by estimate, for a
 *     sample
 * @param recoveryPoint how old the oldest change was that the backup did not have
 * @param cdn null if it was not looked at
 * @param findings what was wrong, as many as are shown
 * @param allFindings how many there were
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DrillReport(
    String source,
    String run,
    String extent,
    @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(converter = Time.class)
        Instant at,
    String target,
    String outcome,
    String summary,
    @Nullable String cause,
    Restored restored,
    Compared compared,
    Took took,
    Measured recoveryTime,
    Measured recoveryPoint,
    @Nullable Cdn cdn,
    List<Finding> findings,
    long allFindings) {
  public static final String PASSED = "passed";
  public static final String FAILED = "failed";
  public static final String OVER_OBJECTIVE = "over-objective";

  public DrillReport {
    findings = List.copyOf(findings);
  }

  public boolean passed() {
    return outcome.equals(PASSED);
  }

  /**
   * What was brought back.
   *
   * @param wanted objects that the backup says were alive, in the extent
   * @param objects of these that came back, whole
   * @param bytes of these
   * @param objectsPerSecond over the whole restore
   * @param bytesPerSecond over the whole restore
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Restored(
      long wanted, long objects, long bytes, double objectsPerSecond, double bytesPerSecond) {
    static final Restored NOTHING = new Restored(0, 0, 0, 0, 0);
  }

  /**
   * What was brought back, compared byte for byte.
   *
   * @param objects that were read
   * @param asPromised by the ledger
   * @param movedOn changed in the source and the backup while the drill ran
   * @param notTold by the ledger, which could not be asked
   * @param asInSource the same as in the source
   * @param sourceChanged the source has another version by now
   * @param sourceGone the source has none by now
   * @param sourceUnread the source could not be read
   * @param wrong other bytes than promised, or than the source's
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Compared(
      long objects,
      long asPromised,
      long movedOn,
      long notTold,
      long asInSource,
      long sourceChanged,
      long sourceGone,
      long sourceUnread,
      long wrong) {
    static final Compared NOTHING = new Compared(0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** How long its parts took, in milliseconds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Took(long planMs, long restoreMs, long compareMs, long cdnMs, long emptyMs) {
    static final Took NOTHING = new Took(0, 0, 0, 0, 0);
  }

  /**
   * A figure against what was promised.
   *
   * @param ms measured; null if it could not be
   * @param objectiveMs null if nothing is promised
   * @param estimated whether it was computed from a part
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Measured(@Nullable Long ms, @Nullable Long objectiveMs, boolean estimated) {
    static final Measured NOTHING = new Measured(null, null, false);

    /** Whether it is more than was promised. */
    public boolean over() {
      return ms != null && objectiveMs != null && ms > objectiveMs;
    }
  }

  /**
   * The CDN's share.
   *
   * @param right objects that it gave as the source has them
   * @param cause as incidents name it; null if all was well
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Cdn(long objects, long right, @Nullable String cause, String detail) {}

  /**
   * Something that is wrong.
   *
   * @param name the object's key
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Finding(String name, String detail) {}

  static final class Time extends StdConverter<String, Instant> {
    @Override
    public Instant convert(String text) {
      return Instant.parse(text);
    }
  }
}
