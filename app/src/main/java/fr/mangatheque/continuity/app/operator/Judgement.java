package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Side;
import fr.mangatheque.continuity.app.operator.answer.Verification;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What to say of an object, from what the source, the ledger and the backup show of it. */
final class Judgement {
  private static final String SCRUB =
      " A scrub that comes to it mends it where the source still holds it: continuity jobs run"
          + " scrub";
  private static final String RETRY = " Have it looked at now: continuity retry KEY";

  private final List<String> findings = new ArrayList<>();
  private boolean different;
  private boolean unknown;

  private Judgement() {}

  static Verification of(
      ObjectId object, @Nullable Known known, Side origin, @Nullable Side backup, boolean read) {
    Judgement judgement = new Judgement();
    judgement.source(known, origin);
    if (known != null && backup != null) {
      judgement.backup(known, backup);
    }
    String failing = known == null ? null : known.failing();
    if (failing != null) {
      judgement.findings.add("It fails at the moment: " + failing + ".");
    }
    return new Verification(
        object.source(),
        object.objectKey(),
        judgement.verdict(),
        read,
        known,
        origin,
        backup,
        judgement.findings);
  }

  private String verdict() {
    if (different) {
      return Verification.DIFFERENT;
    }
    return unknown ? Verification.UNKNOWN : Verification.SAME;
  }

  private void differs(String finding) {
    different = true;
    findings.add(finding);
  }

  private void unclear(String finding) {
    unknown = true;
    findings.add(finding);
  }

  private void source(@Nullable Known known, Side origin) {
    if (origin.trouble() != null) {
      unclear("The source cannot be asked: " + origin.trouble());
      return;
    }
    if (known == null) {
      if (origin.found()) {
        differs(
            "The source holds it, and nothing has told of it yet: it is not protected." + RETRY);
      } else {
        unclear("Nothing is known of it, and the source does not hold it: is the key right?");
      }
      return;
    }
    if (known.entry() == null) {
      if (origin.found()) {
        differs("The source holds it, and the backup is not known to hold what it is now." + RETRY);
      } else if (known.state().equals("pending")) {
        unclear("Something told of it, but the source does not hold it: it is asked again.");
      }
      return;
    }
    if (!origin.found()) {
      differs(
          "The source does not hold it now, and no deletion of it is confirmed. Its versions are"
              + " kept."
              + RETRY);
      return;
    }
    sameContent(known, origin);
  }

  private void sameContent(Known known, Side origin) {
    String read = origin.readSha256() == null ? origin.keptSha256() : origin.readSha256();
    if (!Objects.equals(known.size(), origin.size())) {
      differs(
          "The source holds "
              + origin.size()
              + " bytes, the newest version that is protected has "
              + known.size()
              + "."
              + RETRY);
    } else if (read != null && !read.equals(known.sha256())) {
      differs(
          "The source gives bytes of another SHA-256 than the newest protected version's." + RETRY);
    } else if (read == null && !Objects.equals(known.etag(), origin.etag())) {
      differs(
          "The source's ETag is not that of the newest protected version: it was changed." + RETRY);
    }
  }

  private void backup(Known known, Side backup) {
    if (backup.trouble() != null) {
      unclear("The backup cannot be asked: " + backup.trouble());
    } else if (!backup.found()) {
      differs(
          "The backup does not hold the version that the ledger knows. An audit finds that, and"
              + " mends it where the source still holds it: continuity jobs run audit");
    } else if (!Objects.equals(known.size(), backup.size())) {
      differs(
          "The backup holds " + backup.size() + " bytes instead of " + known.size() + "." + SCRUB);
    } else if (backup.readSha256() != null && !backup.readSha256().equals(known.sha256())) {
      differs(
          "The backup gives bytes of another SHA-256 than the version's: they have rotted."
              + SCRUB);
    } else if (backup.keptSha256() != null && !backup.keptSha256().equals(known.sha256())) {
      differs("The backup keeps another SHA-256 with the version than the version's own." + SCRUB);
    }
  }
}
