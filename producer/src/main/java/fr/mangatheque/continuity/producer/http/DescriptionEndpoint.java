package fr.mangatheque.continuity.producer.http;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What a site answers, as OpenAPI 3.1 describes it. */
public final class DescriptionEndpoint implements Endpoint {
  private static final String RESOURCE = "openapi.json";

  private final byte[] description;

  /**
   * @param beside the class beside which {@value #RESOURCE} lies
   */
  public DescriptionEndpoint(Class<?> beside) {
    try (InputStream in = beside.getResourceAsStream(RESOURCE)) {
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
