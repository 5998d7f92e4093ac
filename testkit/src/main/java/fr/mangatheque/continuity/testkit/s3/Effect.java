package fr.mangatheque.continuity.testkit.s3;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a fault does to a request it meets. */
sealed interface Effect {
  /** Answers this instead of doing anything. */
  record Status(int status, String code, Map<String, String> headers) implements Effect {}

  record Delay(Duration duration) implements Effect {}

  /** Never answers; the connection stays open until the client gives up or the server stops. */
  record BlackHole() implements Effect {}

  /** Ends the connection before anything is read or done. */
  record HangUp() implements Effect {}

  record SlowRequest(long bytesPerSecond) implements Effect {}

  record SlowAnswer(long bytesPerSecond) implements Effect {}

  /** Ends the connection after so many bytes of the body, or half of it when negative. */
  record CutAnswer(long after, Ending ending) implements Effect {}

  /** Flips a bit of the byte at this offset of the body sent, or in its middle when negative. */
  record FlipAnswer(long offset) implements Effect {}

  /** Flips a bit of another byte each time, drawn from this count. */
  record FlipAnyAnswer(AtomicLong struck) implements Effect {}

  /** Flips a bit in what is stored, once it has passed every check. */
  record FlipStored(long offset) implements Effect {}

  /** Ends the connection in place of the answer, once the request took effect. */
  record LoseAnswer() implements Effect {}

  /** Answers a write as if it had taken effect. */
  record KeepNothing() implements Effect {}

  /** Takes no notice of If-None-Match and If-Match on a write. */
  record IgnoreConditions() implements Effect {}

  record Hold(Gate gate, Moment moment) implements Effect {}

  record Run(Runnable action, Moment moment) implements Effect {}

  /** How a cut answer looks to the client. */
  enum Ending {
    /** Content-Length promised more. */
    SHORT_OF_LENGTH,
    /** There was no Content-Length: the end looks clean. */
    WITHOUT_LENGTH,
    /** Content-Length promised more, and the connection is reset. */
    RESET
  }

  /** When in the course of a request something happens. */
  enum Moment {
    ARRIVAL,
    BEFORE_ANSWER,
    MID_ANSWER
  }
}
