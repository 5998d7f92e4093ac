package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.access.Caller;
import fr.mangatheque.continuity.producer.connection.Connection;
import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Endpoint;
import fr.mangatheque.continuity.producer.http.Gate;
import fr.mangatheque.continuity.producer.http.Problem;
import fr.mangatheque.continuity.schemas.ObjectId;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code GET /v1/objects/SOURCE/KEY}: whether an object is safe yet. */
final class ObjectsEndpoint implements Endpoint, AutoCloseable {
  static final String PREFIX = "/v1/objects/";

  /** Requests that are held at the same time. */
  private static final int MOST_WAITERS = 256;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final Gate gate;
  private final SortedSet<String> sources;
  private final ObjectLookup lookup;
  private final Forwarding forwarding = new Forwarding();
  private final Semaphore waiters = new Semaphore(MOST_WAITERS);
  private final CountDownLatch closing = new CountDownLatch(1);

  ObjectsEndpoint(Gate gate, SortedSet<String> sources, ObjectLookup lookup) {
    this.gate = gate;
    this.sources = sources;
    this.lookup = lookup;
  }

  @Override
  public String methods() {
    return "GET, HEAD";
  }

  @Override
  public Answer answer(ServerRequest request) {
    // it is no longer its sender who is waited for: the time of a slow request does not run on
    Connection.current().arrived();
    Answer answer =
        switch (gate.caller(request)) {
          case Caller.Stranger(Caller.Reason reason) -> gate.refuse(request, reason);
          case Caller.Sender sender -> named(request, sender);
          case Caller.Signed _ -> Refusals.signedQuestion();
        };
    return answer.with("Cache-Control", "no-store");
  }

  private Answer named(ServerRequest request, Caller.Sender sender) {
    List<String> its = sources.stream().filter(sender.rights()::maySpeakOf).toList();
    // not path(), which is normalised
    String raw = request.prologue().uriPath().rawPath().substring(PREFIX.length());
    return switch (ObjectPath.parse(raw)) {
      case ObjectPath.Unreadable(String why) -> Problem.of(400, why).answer();
      case ObjectPath.Named(String source, String key) ->
          its.contains(source)
              ? asked(request, new ObjectId(source, key)).by(sender.name())
              : Refusals.unknownSource(source, its).by(sender.name());
    };
  }

  private Answer asked(ServerRequest request, ObjectId object) {
    return switch (ObjectQuery.parse(request.query())) {
      case ObjectQuery.Unreadable(String why) -> Problem.of(400, why).answer();
      case ObjectQuery.Asked asked -> held(request, object, asked);
    };
  }

  private Answer held(ServerRequest request, ObjectId object, ObjectQuery.Asked asked) {
    if (asked.patience().isZero()) {
      return look(request, object, asked, Duration.ZERO);
    }
    if (!waiters.tryAcquire()) {
      // they learn what is known, and hear when to ask again
      Answer now = look(request, object, asked, Duration.ZERO);
      return now.with("Retry-After", "1");
    }
    try {
      return look(request, object, asked, asked.patience());
    } finally {
      waiters.release();
    }
  }

  private Answer look(
      ServerRequest request, ObjectId object, ObjectQuery.Asked asked, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
      ObjectLookup.Answer found = lookup.find(object);
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      if (found instanceof ObjectLookup.Answer.At at) {
        return forwarding.forward(request, object, at, asked.within(left));
      }
      boolean answered =
          found instanceof ObjectLookup.Answer.Known(ObjectView view) && asked.answeredBy(view);
      if (answered || left.isZero() || closesWithin(left.compareTo(pause) < 0 ? left : pause)) {
        return told(object, found);
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** Waits, unless there is no time left to. */
  private boolean closesWithin(Duration pause) {
    try {
      return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Answer told(ObjectId object, ObjectLookup.Answer found) {
    return switch (found) {
      case ObjectLookup.Answer.Known(ObjectView view) ->
          Answer.of(200, Answer.JSON, ObjectJson.write(object, view));
      case ObjectLookup.Answer.Unknown() -> Refusals.unknownObject(object);
      case ObjectLookup.Answer.Unavailable(String why) -> Refusals.cannotTell(why);
      case ObjectLookup.Answer.At(var process, _) ->
          throw new IllegalStateException(process + " was to be asked");
    };
  }

  /** Those who wait hear at once how things stand. */
  @Override
  public void stopWaiting() {
    closing.countDown();
    forwarding.close();
  }

  @Override
  public void close() {
    forwarding.close();
  }
}
