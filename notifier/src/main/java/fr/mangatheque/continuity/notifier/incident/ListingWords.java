package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.CauseClass;
import java.util.Map;
import java.util.Optional;

/** Words for what can keep a scan from listing, where they differ from a copy's. */
final class ListingWords {
  private static final String LATE =
      "Uploads that events announce are protected as ever. What no event announced, and what went"
          + " missing in the backup, is found later; nothing is taken for deleted.";

  private static final String LISTED = "A scan of this kind listed all it had to.";

  private static final Words ACCESS_DENIED =
      Words.critical(
              "may not list a bucket",
              LATE,
              "Read the detail: it says which bucket. Look whether the access key was revoked, has"
                  + " expired, or lacks the right to list (s3:ListBucket, on the bucket itself)."
                  + " Put a working key into the configuration, restart, and run continuity jobs"
                  + " run.")
          .over(LISTED);

  private static final Words NO_SUCH_BUCKET =
      Words.critical(
              "does not find a bucket",
              LATE,
              "Read the detail: it says which bucket. Look with the provider whether it was deleted"
                  + " or renamed, and whether endpoint and name in the configuration are right.")
          .over(LISTED);

  private static final Words REFUSED =
      Words.critical(
              "is refused: the store calls its requests wrong",
              LATE,
              "Read the detail: it holds the store's own words. Look whether the store can list"
                  + " with ListObjectsV2 and start-after.")
          .over(LISTED);

  private static final Words CLOCK_SKEW =
      Words.critical(
              "is refused: this machine and the store disagree about the time",
              LATE,
              "Set this machine's clock (timedatectl, NTP): signed requests are refused when it is"
                  + " minutes off.")
          .over(LISTED);

  private static final Words THROTTLED =
      Words.warning(
              "is asked to slow down",
              LATE,
              "Usually nothing: listing slows down by itself. If it lasts, let the job run less"
                  + " often, or ask the provider for a higher rate.")
          .over(LISTED);

  private static final Words SERVER_ERROR =
      Words.warning(
              "meets errors of the store",
              LATE,
              "Look at the provider's status page. Nothing to do here: each slice is tried again.")
          .over(LISTED);

  private static final Words UNREACHABLE =
      Words.critical(
              "cannot reach a bucket",
              LATE,
              "Look at the provider's status page, then from this machine: name resolution,"
                  + " network, firewall, and the endpoint in the configuration.")
          .over(LISTED);

  private static final Words TIMEOUT =
      Words.warning(
              "gets no listing in time",
              LATE,
              "Look at the provider's status page and at this machine's bandwidth. Each slice is"
                  + " tried again.")
          .over(LISTED);

  private static final Words PROTOCOL =
      Words.warning(
              "meets listings or names that make no sense",
              LATE,
              "Read the detail. If it names objects, no S3 store could hold such names: rename"
                  + " them. If not, look whether something stands between us and the store, and"
                  + " whether the endpoint is the S3 API.")
          .over(LISTED);

  private static final Words NO_ANSWER =
      Words.warning(
              "gets no results by the deadline",
              LATE,
              "Look whether a process with the processors role runs and what it logs; restart it if"
                  + " it hangs. What it was asked for is asked for again.")
          .over(LISTED);

  private static final Map<CauseClass, Words> OWN =
      Map.of(
          CauseClass.ACCESS_DENIED, ACCESS_DENIED,
          CauseClass.NO_SUCH_BUCKET, NO_SUCH_BUCKET,
          CauseClass.REFUSED, REFUSED,
          CauseClass.CLOCK_SKEW, CLOCK_SKEW,
          CauseClass.THROTTLED, THROTTLED,
          CauseClass.SERVER_ERROR, SERVER_ERROR,
          CauseClass.UNREACHABLE, UNREACHABLE,
          CauseClass.TIMEOUT, TIMEOUT,
          CauseClass.PROTOCOL, PROTOCOL,
          CauseClass.NO_ANSWER, NO_ANSWER);

  private ListingWords() {}

  static Optional<Words> of(CauseClass known) {
    return Optional.ofNullable(OWN.get(known));
  }
}
