package fr.mangatheque.continuity.notifier.channel;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A channel as configured. No secret shows in {@code toString}. */
public sealed interface ChannelSettings {
  /** What a secret looks like where people see it. */
  String MASK = "********";

  /** What routes call it: 1 to 63 of a-z, 0-9 and -, not starting with -. */
  String name();

  /** Writes to the log. */
  record Console(String name) implements ChannelSettings {
    public Console {
      checkName(name);
    }
  }

  /**
   * Posts JSON, signed as Standard Webhooks says.
   *
   * @param url http or https
   * @param secret {@code whsec_} and the key in base64
   */
  record Webhook(String name, URI url, String secret) implements ChannelSettings {
    public Webhook {
      checkName(name);
      if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
        throw new IllegalArgumentException(
            "the webhook " + name + " needs an URL that starts with https:// or http://");
      }
      WebhookSignature.check(secret);
    }

    /** Where it goes, without the path: with some receivers that is a secret too. */
    String place() {
      return url.getScheme()
          + "://"
          + url.getHost()
          + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    @Override
    public String toString() {
      return "Webhook[name=" + name + ", url=" + place() + "/…, secret=" + MASK + "]";
    }
  }

  /**
   * Sends mail.
   *
   * @param username null to send without logging in
   * @param password null exactly if username is
   * @param from address of the sender
   * @param to addresses, at least one
   */
  record Email(
      String name,
      String host,
      int port,
      Security security,
      @Nullable String username,
      @Nullable String password,
      String from,
      List<String> to)
      implements ChannelSettings {
    public Email {
      checkName(name);
      to = List.copyOf(to);
      if (host.isBlank() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException(
            "the mail server of " + name + " needs a host and a port: " + host + ":" + port);
      }
      if ((username == null) != (password == null)) {
        throw new IllegalArgumentException(
            "the mail server of " + name + " needs both user name and password, or neither");
      }
      if (!from.contains("@") || to.isEmpty() || to.stream().anyMatch(it -> !it.contains("@"))) {
        throw new IllegalArgumentException(
            "the mails of " + name + " need addresses of a sender and of at least one receiver");
      }
    }

    @Override
    public String toString() {
      String login = username == null ? "" : ", username=" + username + ", password=" + MASK;
      return "Email[name=%s, host=%s, port=%d, security=%s%s, from=%s, to=%s]"
          .formatted(name, host, port, security, login, from, to);
    }
  }

  /** How the connection to a mail server is protected. */
  enum Security {
    /** Not at all. For a server on the same machine. */
    NONE,
    /** Starts plain and must turn to TLS; usually port 587. */
    STARTTLS,
    /** TLS from the start; usually port 465. */
    TLS
  }

  private static void checkName(String name) {
    if (!Pattern.matches("[a-z0-9][a-z0-9-]{0,62}", name)) {
      throw new IllegalArgumentException(
          "a channel's name has 1 to 63 of a-z, 0-9 and - and does not start with -: " + name);
    }
  }
}
