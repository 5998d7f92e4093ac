package fr.mangatheque.continuity.app.demo.screen;

/** How words look on a terminal. */
enum Style {
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36");

  private static final String ESCAPE = "\u001b[";
  private final String code;

  Style(String code) {
    this.code = code;
  }

  String on(String text) {
    return ESCAPE + code + "m" + text + ESCAPE + "0m";
  }
}
