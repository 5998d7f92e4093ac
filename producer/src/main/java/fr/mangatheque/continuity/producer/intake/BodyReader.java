package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.connection.ArrivalException;
import fr.mangatheque.continuity.producer.connection.Connection;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Reads bodies up to a limit, keeping no more memory than was sent. Thread-safe. */
record BodyReader(int limit) {
  private static final int BUFFER = 8 * 1024;

  /** What became of a body. */
  sealed interface Body {
    record Whole(byte[] bytes) implements Body {}

    /** It is larger than the limit, whether or not it said so. */
    record TooLarge() implements Body {}

    /** It is not framed as HTTP says. */
    record Malformed() implements Body {}

    /** It did not arrive in time. */
    record TooSlow() implements Body {}

    /** There is no memory for it now. */
    record NoRoom() implements Body {}
  }

  /**
   * Reads it; to be called on the thread of the request's connection.
   *
   * @param known whether it is known who sends it
   * @throws CloseConnectionException if the sender goes away before its end
   */
  Body read(ServerRequest request, boolean known) {
    Connection connection = Connection.current();
    Body body = readAll(request, connection, known);
    connection.arrived();
    return body;
  }

  private Body readAll(ServerRequest request, Connection connection, boolean known) {
    OptionalLong announced = request.headers().contentLength();
    if (announced.isPresent() && announced.getAsLong() > limit) {
      return new Body.TooLarge();
    }
    if (!request.headers().contains(HeaderNames.TRANSFER_ENCODING) && announced.orElse(0) == 0) {
      return new Body.Whole(new byte[0]);
    }
    if (known) {
      connection.beginBody();
    } else {
      connection.beginStrangersBody();
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes(limit + 1);
      if (body.length <= limit) {
        return new Body.Whole(body);
      }
      // Its sender may read no answer before it has sent everything.
      byte[] unwanted = new byte[BUFFER];
      do {
        connection.drop();
      } while (in.read(unwanted) >= 0);
      return new Body.TooLarge();
    } catch (ArrivalException e) {
      return switch (e.why()) {
        case TOO_SLOW -> new Body.TooSlow();
        case NO_ROOM -> new Body.NoRoom();
      };
    } catch (RequestException e) {
      return e.status().code() == 413 ? new Body.TooLarge() : new Body.Malformed();
    } catch (IllegalArgumentException | DataReader.IncorrectNewLineException e) {
      // Lengths of chunks that are no numbers.
      return new Body.Malformed();
    } catch (IOException | DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the sender went away before its request ended", e);
    }
  }
}
