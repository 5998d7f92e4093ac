package fr.mangatheque.continuity.app.config;

/**
 * Where a value was said.
 *
 * @param where a file, an environment variable, or the default
 * @param line from 1; 0 where lines mean nothing
 */
public record Place(String where, int line) {
  /** What no one said. */
  static final Place DEFAULT = new Place("default", 0);

  static Place variable(String name) {
    return new Place(name, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? where : where + ":" + line;
  }
}
