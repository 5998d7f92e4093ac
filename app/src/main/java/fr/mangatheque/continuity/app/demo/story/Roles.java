package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.Library;
import fr.mangatheque.continuity.app.demo.library.Picture;
import java.util.List;

/** Which picture plays which part, so that no two acts are about the same. */
public final class Roles {
  /** A story needs this many pictures. */
  public static final int LEAST = 4;

  private static final int MOST_TALKED_ABOUT = 10;

  private Roles() {}

  static Picture overwritten(Library library) {
    return library.pictures().getFirst();
  }

  static Picture removed(Library library) {
    return library.pictures().getLast();
  }

  static Picture damaged(Library library) {
    return library.pictures().get(library.pictures().size() - 2);
  }

  static List<Picture> talkedAbout(Library library) {
    List<Picture> rest = library.pictures().subList(1, library.pictures().size() - 2);
    return rest.subList(0, Math.min(rest.size(), MOST_TALKED_ABOUT));
  }
}
