package fr.mangatheque.continuity.app.operator.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object is what its backup is.
 *
 * @param verdict same, different or unknown
 * @param read whether all bytes of both sides were read now
 * @param known what the ledger says; null if it knows nothing of it
 * @param backup null if the ledger knows of no version
 * @param findings what is wrong, or could not be told, each in a sentence
 */
public record Verification(
    String source,
    String key,
    String verdict,
    boolean read,
    @Nullable Known known,
    Side origin,
    @Nullable Side backup,
    List<String> findings) {
  public static final String SAME = "same";
  public static final String DIFFERENT = "different";
  public static final String UNKNOWN = "unknown";

  public Verification {
    findings = List.copyOf(findings);
  }
}
