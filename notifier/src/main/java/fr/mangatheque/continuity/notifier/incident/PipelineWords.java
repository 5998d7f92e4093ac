package fr.mangatheque.continuity.notifier.incident;

/** Words for what people themselves decided about a source. */
final class PipelineWords {
  static final Words PAUSED =
      Words.warning(
              "is paused",
              "Nothing of this source is copied: what was uploaded or changed since is not"
                  + " protected, and removals are not looked into. What the backup holds stays"
                  + " restorable.",
              "If the reason named in the detail no longer holds: continuity resume --source NAME."
                  + " What waits is copied by itself then.")
          .over("The source is copied again; what waited is copied by itself.");

  private PipelineWords() {}
}
