package fr.mangatheque.continuity.producer.form;

/** JSON Pointers (RFC 6901), fit to be shown. */
final class Pointers {
  private Pointers() {}

  /** To a field of what {@code parent} points to. */
  static String to(String parent, String field) {
    return parent + "/" + Words.plain(field).replace("~", "~0").replace("/", "~1");
  }
}
