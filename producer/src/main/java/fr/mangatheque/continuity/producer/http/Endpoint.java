package fr.mangatheque.continuity.producer.http;

import io.helidon.webserver.http.ServerRequest;

/** What answers at one path. Thread-safe. */
public interface Endpoint {
  /** The methods it takes, as the {@code Allow} header lists them. */
  String methods();

  /** Answers a request with one of its methods. */
  Answer answer(ServerRequest request);

  /** Answers now whom it lets wait: the process is stopping. */
  default void stopWaiting() {}
}
