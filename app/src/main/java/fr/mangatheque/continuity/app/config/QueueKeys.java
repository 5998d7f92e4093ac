package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.DURATION;
import static fr.mangatheque.continuity.app.config.ValueType.SECRET;
import static fr.mangatheque.continuity.app.config.ValueType.TEXT;
import static fr.mangatheque.continuity.app.config.ValueType.URL;
import static fr.mangatheque.continuity.app.config.ValueType.integer;

import fr.mangatheque.continuity.producer.queue.QueueSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The keys about queues that events are pulled from. */
final class QueueKeys {
  static final Key<String> ACCOUNT =
      Key.of("queues.*.account-id", TEXT, "The Cloudflare account that has the queue.")
          .must()
          .example("023e105f4ecef8ad9ca31a8372d0c353");
  static final Key<String> QUEUE =
      Key.of("queues.*.queue-id", TEXT, "The queue's id, not its name: wrangler queues list.")
          .must()
          .example("5a1c6b8f0e3d4b7a9c2d1e0f8a7b6c5d");
  static final Key<Secret> TOKEN =
      Key.of(
              "queues.*.token",
              SECRET,
              "An API token that may read and write queues. From a file it can be replaced without"
                  + " a restart.")
          .must()
          .example("api-token-of-the-queue");
  static final Key<URI> API =
      Key.of(
              "queues.*.api",
              URL,
              "Cloudflare's API; https, but on this machine, for it is sent the token.")
          .standard("https://api.cloudflare.com/client/v4");
  static final Key<Duration> VISIBILITY =
      Key.of(
              "queues.*.visibility-timeout",
              DURATION,
              "How long a message that was pulled is nobody else's, 30s to 12h: what a process that"
                  + " dies had in hand comes again after this.")
          .standard("60s");
  static final Key<Integer> BATCH =
      Key.of(
              "queues.*.batch-size",
              integer(1, QueueSettings.LARGEST_BATCH),
              "The most messages of a pull.")
          .standard("100");
  static final Key<Duration> INTERVAL =
      Key.of(
              "queues.*.poll-interval",
              DURATION,
              "How long to wait when the queue is empty, 100ms to 1h. Each pull of an empty queue"
                  + " is an operation that Cloudflare counts.")
          .standard("5s");
  static final Key<Integer> GIVE_UP =
      Key.of(
              "queues.*.give-up-after",
              integer(1, QueueSettings.MOST_RETRIES),
              "Deliveries after which a message that nobody can read goes to our dead-letter topic."
                  + " No more than the queue's max_retries, or Cloudflare deletes it first.")
          .standard("3");

  static final Section SECTION =
      new Section(
          "queues",
          "Cloudflare Queues that R2 tells of uploads, pulled over HTTP: each has a name of its own"
              + " (a-z, 0-9 and -). Which source a bucket means is said under intake.buckets.",
          List.of(ACCOUNT, QUEUE, TOKEN, API, VISIBILITY, BATCH, INTERVAL, GIVE_UP),
          """
          uploads:
            account-id: 023e105f4ecef8ad9ca31a8372d0c353
            queue-id: 5a1c6b8f0e3d4b7a9c2d1e0f8a7b6c5d
            token-file: /run/secrets/r2-queue-token
            api: https://api.cloudflare.com/client/v4
            visibility-timeout: 60s
            batch-size: 100
            poll-interval: 5s
            give-up-after: 3
          """);

  private QueueKeys() {}
}
