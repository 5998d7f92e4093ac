package fr.mangatheque.continuity.notifier.incident;

/** Words for what can be the matter with the bytes. */
final class ContentWords {
  static final Words CUT_SHORT =
      Words.warning(
          "sends content that ends too early",
          "The objects named are not protected yet in their present state: a part of an image is"
              + " never kept as the whole. Earlier versions stay restorable.",
          "Try to download one of the objects. If it is cut there too, upload it again; if not,"
              + " look at the network between.");

  static final Words LENGTH_UNKNOWN =
      Words.warning(
          "sends content without saying its length",
          "The objects named are not protected: without a length nobody can tell the whole from a"
              + " part.",
          "Look for a proxy or a compressing cache between us and the store, and use the store's"
              + " own endpoint.");

  static final Words CORRUPT =
      Words.warning(
          "gives content that does not have its checksum",
          "The objects named are not protected in their present state until two reads agree."
              + " Earlier versions stay restorable.",
          "Download one of the objects and look at it. If it is damaged where it lies, upload it"
              + " again or restore the version before.");

  static final Words CONTRADICTION =
      Words.warning(
          "says of objects that they are gone, and lists them",
          "Nothing is taken for deleted while the answers disagree; the versions kept stay"
              + " restorable.",
          "Usually the store is catching up with itself. If it lasts, ask the provider about the"
              + " keys named.");

  static final Words NOT_KEPT =
      Words.critical(
              "did not keep what it said it had kept",
              "The backup's word cannot be trusted at the moment. The objects named are written"
                  + " again and checked; others that were checked stay good.",
              "Tell the backup's provider, with the keys and times named. Do not change or delete"
                  + " these objects in the origin until this is resolved.")
          .over(
              "The objects named were written again, and what was read back has the right bytes.");

  static final Words WRONG_IN_BACKUP =
      Words.critical(
              "holds entries whose bytes are not what their names say",
              "Each wrong entry has a repaired copy beside it (~r1 and on), made from the origin:"
                  + " a restore takes that one. Versions the origin no longer has cannot be"
                  + " repaired.",
              "Find out who wrote to the backup's bucket beside us, or tell its provider of the"
                  + " keys named. Do not delete the wrong entries.")
          .over("Repaired copies stand beside the wrong entries, and restores take those.");

  static final Words DIFFERS_FROM_ANNOUNCED =
      Words.warning(
              "holds objects that differ from what the application announced",
              "The object is protected as it is. If it was damaged on its way into the bucket, the"
                  + " backup holds the damaged one, beside the versions before it.",
              "Compare both checksums in the detail. Upload the object again, or correct the"
                  + " application that announced another one.")
          .over("The objects named no longer differ, or a later upload took their place.");

  private ContentWords() {}
}
