package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.AnswerJson;
import fr.mangatheque.continuity.producer.access.Caller;
import fr.mangatheque.continuity.producer.connection.Connection;
import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Endpoint;
import fr.mangatheque.continuity.producer.http.Gate;
import io.helidon.webserver.http.ServerRequest;
import java.util.SortedSet;
import java.util.function.Function;

/** Answers operators, and nobody else. Thread-safe. */
final class Guarded implements Endpoint {
  private final Gate gate;
  private final SortedSet<String> sources;
  private final String methods;
  private final Function<Question, Object> inside;

  /**
   * @param inside answers with one of the records of answers, or throws {@link Refused}
   */
  Guarded(Gate gate, SortedSet<String> sources, String methods, Function<Question, Object> inside) {
    this.gate = gate;
    this.sources = sources;
    this.methods = methods;
    this.inside = inside;
  }

  @Override
  public String methods() {
    return methods;
  }

  @Override
  public Answer answer(ServerRequest request) {
    // it is no longer its sender who is waited for: the time of a slow request does not run on
    Connection.current().arrived();
    Answer answer =
        switch (gate.caller(request)) {
          case Caller.Stranger(Caller.Reason reason) -> gate.refuse(request, reason);
          case Caller.Signed _ -> gate.refuse(request, Caller.Reason.MALFORMED);
          case Caller.Sender sender ->
              inside(new Question(request, sender.name(), sources)).by(sender.name());
        };
    return answer.with("Cache-Control", "no-store");
  }

  private Answer inside(Question question) {
    try {
      return Answer.of(200, Answer.JSON, AnswerJson.write(inside.apply(question)));
    } catch (Refused e) {
      return e.answer();
    } catch (OrderLostException e) {
      return Refused.unavailable(
              e.getMessage() + ". Give it again once Kafka is back: twice does no harm.")
          .answer();
    }
  }
}
