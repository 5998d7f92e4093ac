package fr.mangatheque.continuity.app.config;

import java.util.List;

/**
 * Where events are taken.
 *
 * @param port 0 for a free one
 * @param tokens who may post; if empty, whoever reaches the loopback interface
 */
public record IntakeSettings(String host, int port, List<Token> tokens) {
  public IntakeSettings {
    tokens = List.copyOf(tokens);
  }

  /**
   * A bearer token.
   *
   * @param name whom it is given to
   */
  public record Token(String name, Secret token) {}
}
