package fr.mangatheque.continuity.app.command.contents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched, as scripts read it.
 *
 * @param instant since when the source held it
 * @param damaged names of copies that were tried before, and what is wrong with them
 */
record Got(
    String source,
    String key,
    @Nullable Instant asOf,
    Instant instant,
    String entry,
    long bytes,
    String sha256,
    @Nullable String contentType,
    @Nullable String cacheControl,
    @Nullable String contentDisposition,
    @Nullable String contentEncoding,
    @Nullable String contentLanguage,
    @Nullable String expires,
    Map<String, String> metadata,
    String file,
    List<Bad> damaged) {
  record Bad(String entry, String why) {}
}
