package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes an answer as the faults that strike its request would have it. */
final class FaultyResponse {
  private final Socket socket;
  private final ResponseWriter writer;

  FaultyResponse(Socket socket, ResponseWriter writer) {
    this.socket = socket;
    this.writer = writer;
  }

  /** Throws ConnectionDroppedException where the connection is to end with it. */
  void write(Response whole, boolean headOnly, boolean close, Plan plan) throws IOException {
    Response response = flipped(whole, plan);
    Optional<Effect.CutAnswer> cut =
        headOnly ? Optional.empty() : plan.find(Effect.CutAnswer.class);
    Optional<Effect.Ending> ending = cut.map(Effect.CutAnswer::ending);
    boolean withLength = !ending.equals(Optional.of(Effect.Ending.WITHOUT_LENGTH));
    writer.head(response, close || !withLength, withLength);
    if (!headOnly && response.mayHaveBody()) {
      long length = cut.map(at -> kept(at, response.length())).orElse(response.length());
      body(response, length, plan);
    }
    writer.flush();
    if (ending.equals(Optional.of(Effect.Ending.RESET))) {
      socket.setSoLinger(true, 0);
    }
    if (cut.isPresent()) {
      throw new ConnectionDroppedException("a fault cut the answer");
    }
  }

  private void body(Response response, long length, Plan plan) throws IOException {
    long middle = response.length() / 2;
    long first = plan.interruptsAnswer() ? Math.min(middle, length) : length;
    Pacer pacer = plan.answerPacer();
    part(response, 0, first, pacer);
    if (plan.interruptsAnswer()) {
      writer.flush();
      plan.at(Effect.Moment.MID_ANSWER);
      part(response, first, length - first, pacer);
    }
  }

  private void part(Response response, long from, long length, @Nullable Pacer pacer)
      throws IOException {
    if (pacer == null) {
      writer.body(response, response.offset() + from, length);
      return;
    }
    for (long at = from; at < from + length; ) {
      int step = pacer.allow((int) Math.min(from + length - at, Integer.MAX_VALUE));
      writer.body(response, response.offset() + at, step);
      writer.flush();
      at += step;
    }
  }

  private static long kept(Effect.CutAnswer cut, long length) {
    return cut.after() < 0 ? length / 2 : Math.min(cut.after(), length);
  }

  private static Response flipped(Response response, Plan plan) {
    if (response.length() == 0) {
      return response;
    }
    long last = response.length() - 1;
    return plan.find(Effect.FlipAnswer.class)
        .map(flip -> flip.offset() < 0 ? response.length() / 2 : Math.min(flip.offset(), last))
        .or(
            () ->
                plan.find(Effect.FlipAnyAnswer.class)
                    .map(flip -> new SplittableRandom(flip.struck().incrementAndGet()))
                    .map(random -> random.nextLong(response.length())))
        .map(
            within ->
                Response.of(response.status())
                    .headers(response.headers())
                    .body(
                        response.content().withFlippedBit(response.offset() + within),
                        response.offset(),
                        response.length()))
        .orElse(response);
  }
}
