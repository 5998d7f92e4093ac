package fr.mangatheque.continuity.notifier.channel;

import java.time.InstantSource;

/** Opens channels. */
public final class Channels {
  private Channels() {}

  /** The channel that {@code settings} describe. Nothing is sent yet. */
  public static Channel open(ChannelSettings settings, InstantSource clock) {
    return switch (settings) {
      case ChannelSettings.Console console -> new ConsoleChannel(console.name());
      case ChannelSettings.Webhook webhook -> new WebhookChannel(webhook, clock);
      case ChannelSettings.Email email -> new EmailChannel(email);
    };
  }
}
