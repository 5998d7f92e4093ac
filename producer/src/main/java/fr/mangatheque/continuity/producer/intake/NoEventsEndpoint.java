package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Endpoint;
import io.helidon.webserver.http.ServerRequest;

/** {@code POST /v1/events} of a process that takes none: says where to go instead. */
final class NoEventsEndpoint implements Endpoint {
  @Override
  public String methods() {
    return "POST";
  }

  @Override
  public Answer answer(ServerRequest request) {
    return Refusals.noEvents();
  }
}
