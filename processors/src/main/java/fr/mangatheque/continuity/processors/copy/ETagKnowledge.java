package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Md5;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a store's ETags are MD5s of the content. Some stores give ETags that only look so (S3
 * with KMS), which shows where two equal reads of an object contradict its ETag. But so does
 * something on the way that damages an object alike each time. So a single match proves that they
 * are MD5s, and only several objects without any match that they are not. What is known is
 * forgotten at a restart. Thread-safe.
 */
final class ETagKnowledge {
  /** Objects whose ETags were contradicted, from which on none of the store's is compared. */
  static final int ENOUGH = 3;

  private static final Logger log = LoggerFactory.getLogger(ETagKnowledge.class);

  private final String store;
  private final Set<String> contradicted = ConcurrentHashMap.newKeySet();
  private volatile boolean matched;

  ETagKnowledge(String store) {
    this.store = store;
  }

  /** Whether the tag says that the content is another. */
  boolean contradicts(ETag etag, Md5 md5) {
    if (!etag.looksLikeMd5()) {
      return false;
    }
    if (etag.value().equals(md5.hex())) {
      matched = true;
      return false;
    }
    return matched || contradicted.size() < ENOUGH;
  }

  /**
   * Two equal reads of an object contradicted its ETag.
   *
   * @return whether the ETag is to be believed rather than the bytes
   */
  boolean contradictedTwice(String objectKey) {
    if (matched) {
      return true;
    }
    if (contradicted.size() < ENOUGH && contradicted.add(objectKey)) {
      log.atWarn()
          .addKeyValue("store", store)
          .addKeyValue("objectKey", objectKey)
          .addKeyValue("compared", contradicted.size() < ENOUGH)
          .log("An ETag is not the MD5 of the content, twice; soon none of this store is compared");
    }
    return false;
  }
}
