package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.DURATION;
import static fr.mangatheque.continuity.app.config.ValueType.URL;
import static fr.mangatheque.continuity.app.config.ValueType.integer;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

/** The keys about CDNs. */
final class CdnKeys {
  static final Key<URI> BASE =
      Key.of(
              "sources.*.cdn",
              URL,
              "What the URLs of this source's objects begin with where readers of the site fetch"
                  + " them; the key follows behind a slash.")
          .otherwise("none: nothing is fetched through a CDN")
          .example("https://cdn.example.com");

  static final Key<Integer> SAMPLE =
      Key.of(
              "jobs.cdn.sample",
              integer(1, 10_000),
              "Objects of a check; half of them are those that changed last.")
          .standard("20");
  static final Key<Duration> LIMIT =
      Key.of("jobs.cdn.limit", DURATION, "The longest the CDN may take for an object, 1s to 1h.")
          .standard("60s");
  static final Key<Duration> MAY_LAG =
      Key.of(
              "jobs.cdn.may-lag",
              DURATION,
              "How long a cache may give what the origin has replaced before that is an incident,"
                  + " up to 30d.")
          .standard("1h");

  private CdnKeys() {}

  static Stream<Key<?>> ofJob() {
    return Stream.of(SAMPLE, LIMIT, MAY_LAG);
  }
}
