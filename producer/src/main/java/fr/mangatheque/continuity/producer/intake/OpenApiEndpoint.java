package fr.mangatheque.continuity.producer.intake;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code /v1/openapi.json}: what the intake answers, as OpenAPI 3.1 describes it. */
final class OpenApiEndpoint implements Endpoint {
  private static final String RESOURCE = "openapi.json";

  private final byte[] description;

  OpenApiEndpoint() {
    try (InputStream in = OpenApiEndpoint.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this build is not whole: " + RESOURCE + " is missing");
      }
      this.description = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  @Override
  public String methods() {
    return "GET, HEAD";
  }

  @Override
  public Answer answer(ServerRequest request) {
    return Answer.of(200, Answer.JSON, description);
  }
}
