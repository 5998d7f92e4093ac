package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.schemas.event.Severity;

/** Words for what rehearsals find: restores that are thrown away, and the CDN. */
final class DrillWords {
  static final Words CDN_FAULT =
      new Words(
          Severity.CRITICAL,
          "does not give what the origin has",
          "The origin was read at the same time and is right, so this is the CDN's fault: readers"
              + " of the site get errors or wrong bytes. Uploads and the backup are not concerned.",
          "Read the detail: it names objects and what the CDN answered. Look at the CDN's own"
              + " status page, at its route to the bucket and at sources.NAME.cdn, then fetch one"
              + " of the objects with curl -sv; if it has kept wrong bytes, purge its cache.",
          "A later check found that the CDN gives what the origin has.");

  static final Words CDN_STALE =
      new Words(
          Severity.WARNING,
          "gives what the origin has replaced",
          "Readers of the site see former versions of the objects named. The CDN answers and the"
              + " origin is right; only the cache is stale. Uploads and the backup are not"
              + " concerned.",
          "Purge the objects named from the CDN's cache, and find out why the upload did not: a"
              + " purge that failed, or a Cache-Control that is longer than wanted. After a restore"
              + " purge all that was restored.",
          "A later check found that the CDN gives what the origin has.");

  static final Words DRILL_FAILED =
      new Words(
          Severity.CRITICAL,
          "did not bring back every byte",
          "A restore was rehearsed into the scratch target, and what came out is not what the"
              + " ledger promises, or not all of it. A real restore would have the same gaps;"
              + " what the backup holds is untouched.",
          "Read the detail and the drill's report (`continuity drill list`): it names the objects."
              + " Then `continuity verify KEY --read` compares one of them on both sides, and"
              + " other incidents of this source say if its backup is damaged.",
          "A later drill brought back every byte.");

  static final Words OVER_OBJECTIVE =
      new Words(
          Severity.WARNING,
          "brought all back, but not within the objectives",
          "Every byte is restorable. A restore would take longer, or lose more of the latest"
              + " changes, than drills.objectives promises.",
          "Read the detail: it has the measured and the promised figure. If it is the recovery"
              + " time: more bandwidth, a machine nearer to the backup, or a promise that can be"
              + " kept. If it is the recovery point: look at the backlog of the source with"
              + " `continuity status`.",
          "A later drill kept the objectives.");

  static final Words UNTOLD =
      new Words(
          Severity.WARNING,
          "could not ask the ledger what it promises",
          "A restore was rehearsed, and what came back could not be compared with what the ledger"
              + " says of it. No wrong byte was found.",
          "Look with `continuity status` whether all processes answer and whether all have the"
              + " same operator.tokens, then run `continuity drill`.",
          "A later drill compared every byte and found it right.");

  private DrillWords() {}
}
