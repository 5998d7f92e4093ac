package fr.mangatheque.continuity.app.demo.library;

import java.util.ArrayList;
import java.util.List;

/** Which pictures are painted, and under which keys. */
final class Plan {
  private static final List<String> SERIES =
      List.of(
          "akai-hoshi",
          "bleu-de-minuit",
          "chat-de-gouttiere",
          "dojo-sous-la-pluie",
          "etoile-filante",
          "fleurs-d-acier",
          "gare-de-kyoto",
          "hiver-a-sapporo",
          "ile-aux-renards",
          "jardin-zen",
          "kitsune",
          "lune-rousse");
  private static final int PAGES_A_CHAPTER = 25;

  /** A page in eight is line art, as PNG. */
  private static final int LINE_ART = 8;

  private Plan() {}

  /**
   * One of them.
   *
   * @param seed decides all of it
   */
  record Item(String key, Kind kind, long seed) {
    String contentType() {
      return kind == Kind.LINE_ART ? "image/png" : "image/jpeg";
    }
  }

  enum Kind {
    COVER,
    PAGE,
    LINE_ART
  }

  static List<Item> of(int covers, int pages) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < covers; i++) {
      items.add(item("covers/" + series(i, covers) + ".jpg", Kind.COVER));
    }
    int shelves = Math.clamp(covers, 1, SERIES.size());
    int deep = Math.ceilDiv(pages, shelves);
    for (int i = 0; i < pages; i++) {
      int number = i % deep;
      Kind kind = i % LINE_ART == LINE_ART - 1 ? Kind.LINE_ART : Kind.PAGE;
      String key =
          "pages/%s/chapter-%02d/%03d.%s"
              .formatted(
                  SERIES.get(i / deep),
                  number / PAGES_A_CHAPTER + 1,
                  number % PAGES_A_CHAPTER + 1,
                  kind == Kind.LINE_ART ? "png" : "jpg");
      items.add(item(key, kind));
    }
    return items;
  }

  static Item item(String key, Kind kind) {
    long seed = 1125899906842597L;
    for (int i = 0; i < key.length(); i++) {
      seed = 31 * seed + key.charAt(i);
    }
    return new Item(key, kind, seed);
  }

  private static String series(int i, int covers) {
    String name = SERIES.get(i % SERIES.size());
    return covers <= SERIES.size() ? name : name + "-" + (i / SERIES.size() + 1);
  }
}
