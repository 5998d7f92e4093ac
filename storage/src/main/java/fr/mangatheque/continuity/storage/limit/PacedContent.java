package fr.mangatheque.continuity.storage.limit;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Md5;
import fr.mangatheque.continuity.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** Content that waits before it is sent until it may be. Thread-safe. */
final class PacedContent implements Content {
  private final Content content;
  private final EndpointLimit.Permit permit;
  // the permit was waited for to make one
  private final AtomicBoolean asked = new AtomicBoolean();

  PacedContent(Content content, EndpointLimit.Permit permit) {
    this.content = content;
    this.permit = permit;
  }

  @Override
  public void beforeRequest(long bytes) {
    if (asked.getAndSet(true)) {
      permit.alsoAsks();
    }
    permit.pay(bytes);
  }

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public Sha256 sha256() {
    return content.sha256();
  }

  @Override
  public Md5 md5() {
    return content.md5();
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    return content.open(offset, length);
  }
}
