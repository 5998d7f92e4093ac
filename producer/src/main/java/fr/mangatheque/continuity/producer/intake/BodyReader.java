package fr.mangatheque.continuity.producer.intake;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads bodies up to a limit, keeping no more memory than was sent. Thread-safe. */
record BodyReader(int limit) {
  /**
   * The body; empty if it is larger than the limit, whether or not it said so.
   *
   * @throws CloseConnectionException if the sender goes away before its end
   */
  Optional<byte[]> read(ServerRequest request) {
    OptionalLong announced = request.headers().contentLength();
    if (announced.isPresent() && announced.getAsLong() > limit) {
      return Optional.empty();
    }
    if (!request.headers().contains(HeaderNames.TRANSFER_ENCODING) && announced.orElse(0) == 0) {
      return Optional.of(new byte[0]);
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(limit + 1);
      if (body.length <= limit) {
        return Optional.of(body);
      }
      // Its sender may read no answer before it has sent everything.
      in.transferTo(OutputStream.nullOutputStream());
      return Optional.empty();
    } catch (IOException | DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the sender went away before its request ended", e);
    }
  }
}
