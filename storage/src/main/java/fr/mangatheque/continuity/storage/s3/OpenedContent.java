package fr.mangatheque.continuity.storage.s3;

import fr.mangatheque.continuity.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Content as the body of one request: what the client opens of it is closed with it. */
final class OpenedContent implements ContentStreamProvider, AutoCloseable {
  private final Content content;
  private @Nullable InputStream open;

  OpenedContent(Content content) {
    this.content = content;
  }

  @Override
  public InputStream newStream() {
    close();
    try {
      InputStream fresh = content.open();
      open = fresh;
      return fresh;
    } catch (IOException e) {
      throw new UnreadableContentException(e);
    }
  }

  @Override
  public void close() {
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UnreadableContentException(e);
      }
    }
  }
}
