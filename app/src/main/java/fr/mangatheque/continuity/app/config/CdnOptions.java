package fr.mangatheque.continuity.app.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Which sources are behind a CDN, and how it is looked at.
 *
 * @param bases what the URLs of their objects begin with, by source
 * @param sample objects of a check
 * @param limit the longest the CDN may take for an object
 * @param mayLag how long a cache may give what the origin has replaced
 */
public record CdnOptions(Map<String, URI> bases, int sample, Duration limit, Duration mayLag) {
  public CdnOptions {
    bases = Map.copyOf(bases);
  }
}
