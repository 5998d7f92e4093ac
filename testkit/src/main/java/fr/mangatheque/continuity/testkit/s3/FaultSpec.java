package fr.mangatheque.continuity.testkit.s3;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A fault being described: first which requests it strikes, then, as the last call, what it does to
 * them. From that call on it is in force, until it has struck {@link #times} or is cleared.
 */
public final class FaultSpec {
  private static final long MIDDLE = -1;

  private final Faults faults;
  private final Set<Operation> operations;
  private @Nullable String bucket;
  private Predicate<String> key = _ -> true;
  private int skip;
  private int times = Integer.MAX_VALUE;
  private double probability = 1;

  FaultSpec(Faults faults, Set<Operation> operations) {
    this.faults = faults;
    this.operations = operations;
  }

  public FaultSpec bucket(String name) {
    bucket = name;
    return this;
  }

  public FaultSpec key(String only) {
    return key(only::equals);
  }

  public FaultSpec key(Predicate<String> which) {
    key = which;
    return this;
  }

  /** Lets so many matching requests pass first. */
  public FaultSpec after(int requests) {
    skip = requests;
    return this;
  }

  public FaultSpec once() {
    return times(1);
  }

  public FaultSpec times(int atMost) {
    times = atMost;
    return this;
  }

  /** Strikes each matching request with this probability, drawn from the server's seed. */
  public FaultSpec probability(double each) {
    probability = each;
    return this;
  }

  /** Answers this status with the code S3 gives it, and does nothing else. */
  public Fault status(int status) {
    return status(status, usualCode(status));
  }

  public Fault status(int status, String code) {
    return status(status, code, Map.of());
  }

  public Fault status(int status, String code, Map<String, String> headers) {
    return inject(new Effect.Status(status, code, headers));
  }

  /** 503 SlowDown. */
  public Fault slowDown() {
    return status(503, "SlowDown");
  }

  /** 429 with a Retry-After in whole seconds. */
  public Fault tooManyRequests(Duration retryAfter) {
    return status(
        429, "TooManyRequests", Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
  }

  /** 404 NoSuchBucket. */
  public Fault noSuchBucket() {
    return status(404, "NoSuchBucket");
  }

  /** Waits before doing anything. */
  public Fault delay(Duration duration) {
    return inject(new Effect.Delay(duration));
  }

  /** Takes the request and never answers, until the client gives up or the server stops. */
  public Fault blackHole() {
    return inject(new Effect.BlackHole());
  }

  /** Ends the connection as soon as the request's head is there; nothing is done. */
  public Fault hangUp() {
    return inject(new Effect.HangUp());
  }

  /** Takes in the request's body no faster than this. */
  public Fault slowRequest(long bytesPerSecond) {
    return inject(new Effect.SlowRequest(bytesPerSecond));
  }

  /** Sends the answer's body no faster than this. */
  public Fault slowAnswer(long bytesPerSecond) {
    return inject(new Effect.SlowAnswer(bytesPerSecond));
  }

  /** Ends the connection half-way through the answer's body, whose length was announced. */
  public Fault cutAnswer() {
    return cutAnswer(MIDDLE);
  }

  /** Ends the connection after so many bytes of the answer's body, whose length was announced. */
  public Fault cutAnswer(long afterBytes) {
    return inject(new Effect.CutAnswer(afterBytes, Effect.Ending.SHORT_OF_LENGTH));
  }

  /**
   * Sends half the answer's body without a length, then ends the connection as if that were all.
   */
  public Fault cutAnswerWithoutLength() {
    return cutAnswerWithoutLength(MIDDLE);
  }

  /** The same after so many bytes. */
  public Fault cutAnswerWithoutLength(long afterBytes) {
    return inject(new Effect.CutAnswer(afterBytes, Effect.Ending.WITHOUT_LENGTH));
  }

  /** Resets the connection after so many bytes of the answer's body. */
  public Fault resetAnswer(long afterBytes) {
    return inject(new Effect.CutAnswer(afterBytes, Effect.Ending.RESET));
  }

  /** Flips a bit in the middle of the answer's body; what is stored stays right. */
  public Fault flipAnswerBit() {
    return flipAnswerBit(MIDDLE);
  }

  /** Flips a bit of another byte of the answer's body each time it strikes. */
  public Fault flipAnyAnswerBit() {
    return inject(new Effect.FlipAnyAnswer(new AtomicLong()));
  }

  public Fault flipAnswerBit(long offset) {
    return inject(new Effect.FlipAnswer(offset));
  }

  /**
   * Flips a bit of what a write stores, after all checks; the answer is that of the right bytes.
   */
  public Fault flipStoredBit() {
    return flipStoredBit(MIDDLE);
  }

  public Fault flipStoredBit(long offset) {
    return inject(new Effect.FlipStored(offset));
  }

  /** Does what is asked, then ends the connection without a word. */
  public Fault loseAnswer() {
    return inject(new Effect.LoseAnswer());
  }

  /** Answers a write with success and keeps nothing of it. */
  public Fault keepNothing() {
    return inject(new Effect.KeepNothing());
  }

  /** Takes no notice of a write's If-None-Match and If-Match. */
  public Fault ignoreConditions() {
    return inject(new Effect.IgnoreConditions());
  }

  /** Holds requests as they come, before anything is done. */
  public Gate gate() {
    return gate(Effect.Moment.ARRIVAL);
  }

  /** Holds requests that took effect, before they are answered. */
  public Gate gateBeforeAnswer() {
    return gate(Effect.Moment.BEFORE_ANSWER);
  }

  /** Holds requests half-way through the body of their answer. */
  public Gate gateMidAnswer() {
    return gate(Effect.Moment.MID_ANSWER);
  }

  /** Runs this before anything is done, on the connection's thread. */
  public Fault before(Runnable action) {
    return inject(new Effect.Run(action, Effect.Moment.ARRIVAL));
  }

  /** Runs this half-way through the answer's body: to overwrite what is being read, say. */
  public Fault midAnswer(Runnable action) {
    return inject(new Effect.Run(action, Effect.Moment.MID_ANSWER));
  }

  private Gate gate(Effect.Moment moment) {
    var gate = new Gate();
    inject(new Effect.Hold(gate, moment));
    return gate;
  }

  private Fault inject(Effect effect) {
    return faults.inject(new FaultMatch(operations, bucket, key, skip, times, probability), effect);
  }

  private static String usualCode(int status) {
    return switch (status) {
      case 400 -> "InvalidRequest";
      case 401, 403 -> "AccessDenied";
      case 404 -> "NoSuchKey";
      case 409 -> "OperationAborted";
      case 412 -> "PreconditionFailed";
      case 429 -> "TooManyRequests";
      case 501 -> "NotImplemented";
      case 503 -> "SlowDown";
      default -> "InternalError";
    };
  }
}
