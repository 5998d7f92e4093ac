package fr.mangatheque.continuity.storage.limit;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectDeleter;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReplacer;
import java.util.Optional;

/**
 * Overwrites and deletes within the limit of the endpoint, for one use; see {@link LimitedStore}.
 */
public final class LimitedOverwriting implements ObjectReplacer, ObjectDeleter {
  private final ObjectReplacer replacer;
  private final ObjectDeleter deleter;
  private final EndpointLimit limit;
  private final Use use;

  public LimitedOverwriting(
      ObjectReplacer replacer, ObjectDeleter deleter, EndpointLimit limit, Use use) {
    this.replacer = replacer;
    this.deleter = deleter;
    this.limit = limit;
    this.use = use;
  }

  @Override
  public Optional<ETag> replace(
      ObjectKey key, Content content, ObjectHeaders headers, ETag expected) {
    return LimitedReads.within(
        limit,
        use,
        permit -> replacer.replace(key, new PacedContent(content, permit), headers, expected));
  }

  @Override
  public boolean delete(ObjectKey key, ETag expected) {
    return LimitedReads.within(limit, use, _ -> deleter.delete(key, expected));
  }
}
