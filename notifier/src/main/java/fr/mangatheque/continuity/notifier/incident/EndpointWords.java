package fr.mangatheque.continuity.notifier.incident;

/** Words for what can be the matter with a store, be it the origin or the backup. */
final class EndpointWords {
  static final Words ACCESS_DENIED =
      Words.critical(
          "refuses our credentials",
          Words.WAITS,
          "Look whether the access key was revoked, has expired, or lost a right: the origin needs"
              + " read and list, the backup write, read and list. Put a working key into the"
              + " configuration and restart.");

  static final Words NO_SUCH_BUCKET =
      Words.critical(
          "has no such bucket",
          "Nothing new is protected, and nothing is taken for deleted: a missing bucket is never"
              + " read as missing objects. If it is the backup's bucket that is gone, restoring"
              + " is in danger: act now.",
          "Look with the provider whether the bucket was deleted or renamed, and whether endpoint"
              + " and name in the configuration are right.");

  static final Words REFUSED =
      Words.critical(
          "refuses our requests as wrong",
          Words.WAITS,
          "Read the detail: it holds the store's own words. Often a bucket policy, a setting of"
              + " the endpoint or a limit of the provider has changed. If it names"
              + " continuity.json, the backup's prefix belongs to another source: correct the"
              + " source's name, bucket or prefix in the configuration.");

  static final Words QUOTA_EXCEEDED =
      Words.critical(
          "has no room left",
          Words.WAITS,
          "Raise the quota or the plan with the provider. Delete nothing under objects/: age says"
              + " nothing about being the only copy.");

  static final Words CLOCK_SKEW =
      Words.critical(
          "and this machine disagree about the time",
          Words.WAITS,
          "Set this machine's clock (timedatectl, NTP): signed requests are refused when it is"
              + " minutes off.");

  static final Words THROTTLED =
      Words.warning(
          "asks us to slow down",
          "Uploads are protected later than usual; none is lost.",
          "Usually nothing: copying slows down by itself. If it lasts, lower copy.concurrency or"
              + " ask the provider for a higher rate.");

  static final Words SERVER_ERROR =
      Words.warning(
          "answers with errors of its own",
          Words.WAITS,
          "Look at the provider's status page. Nothing to do here: it is tried again until it"
              + " succeeds.");

  static final Words UNREACHABLE =
      Words.critical(
          "cannot be reached",
          Words.WAITS,
          "Look at the provider's status page, then from this machine: name resolution, network,"
              + " firewall, and the endpoint in the configuration.");

  static final Words TIMEOUT =
      Words.warning(
          "does not answer in time",
          Words.WAITS,
          "Look at the provider's status page and at this machine's bandwidth. It is tried again"
              + " until it succeeds.");

  static final Words PROTOCOL =
      Words.warning(
          "gives answers that make no sense",
          Words.WAITS,
          "Look whether something stands between us and the store (a proxy, a captive portal), and"
              + " whether the endpoint is the S3 API. The detail holds what came.");

  private EndpointWords() {}
}
