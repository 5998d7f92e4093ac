package fr.mangatheque.continuity.app.faults;

import java.util.List;

/** Keys that a library would never have, until it has. */
final class OddKeys {
  static final List<String> ALL =
      List.of(
          "a",
          "a/b",
          "a/b/c",
          "a/20260102",
          "x//y",
          "/leading",
          "trailing/",
          "a/../c",
          "a/./c",
          "..",
          "~",
          "%2F%00",
          "with space+plus&amp;.jpg",
          "line\nfeed",
          "tab\there",
          "é漫画.webp",
          "e\u0301.webp",
          "\uD83D\uDE00/\uFFFF",
          "20260102T030405.678Z~deleted",
          "continuity.json",
          "objects/a/b",
          "long/key",
          "\"quotes\" and 'apostrophes'",
          "k".repeat(900),
          "漫".repeat(341));

  private OddKeys() {}
}
