package fr.mangatheque.continuity.producer.form;

/** What a kind of event does to an object, as far as a backup goes. */
enum Effect {
  /** There is new content, or there may be. */
  CREATED,
  /** The object is gone, or may be. */
  REMOVED,
  /** Neither: tags, access, storage classes and the like. */
  NONE,
  /** Nobody here knows the kind. */
  UNKNOWN
}
