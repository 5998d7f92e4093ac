package fr.mangatheque.continuity.processors.restore;

/** What becomes of an object that the destination already has. */
public enum Overwrite {
  /** It stays, whatever its bytes. */
  NEVER,
  /** It stays if it has the right bytes, else it is written again. */
  DIFFERING,
  /** It is written again, for its headers and metadata if not for its bytes. */
  ALWAYS
}
