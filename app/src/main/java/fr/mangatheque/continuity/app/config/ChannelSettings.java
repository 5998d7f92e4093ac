package fr.mangatheque.continuity.app.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a channel tells. */
public sealed interface ChannelSettings {
  /** What kinds of channels there are, as a configuration names them. */
  enum Type {
    CONSOLE,
    WEBHOOK,
    EMAIL
  }

  /** The console tells. */
  record Console() implements ChannelSettings {}

  /**
   * A request tells, signed as Standard Webhooks has it.
   *
   * @param url secret, for such URLs often are
   * @param secret {@code whsec_} and base64
   */
  record Webhook(Secret url, Secret secret) implements ChannelSettings {}

  /**
   * A message tells.
   *
   * @param username null without authentication, as is the password
   */
  record Email(
      String host,
      int port,
      Security security,
      @Nullable String username,
      @Nullable Secret password,
      String from,
      List<String> to)
      implements ChannelSettings {
    public Email {
      to = List.copyOf(to);
    }
  }

  /** How the connection to a mail server is protected. */
  enum Security {
    NONE,
    STARTTLS,
    TLS
  }
}
