package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Md5;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a source's ETags are MD5s of the content. Some stores give ETags that only look so (S3
 * with KMS): one proven case, and no ETag of the source is compared any more until a restart.
 * Thread-safe.
 */
final class ETagKnowledge {
  private static final Logger log = LoggerFactory.getLogger(ETagKnowledge.class);

  private final String source;
  private final AtomicBoolean opaque = new AtomicBoolean();

  ETagKnowledge(String source) {
    this.source = source;
  }

  /** Whether the tag says that the content is another. */
  boolean contradicts(ETag etag, Md5 md5) {
    return !opaque.get() && etag.looksLikeMd5() && !etag.value().equals(md5.hex());
  }

  /** Two equal reads of an object contradicted its ETag. */
  void foundOpaque(String objectKey) {
    if (opaque.compareAndSet(false, true)) {
      log.atInfo()
          .addKeyValue("source", source)
          .addKeyValue("objectKey", objectKey)
          .log("ETags of this source are not MD5s of the content; they are no longer compared");
    }
  }
}
