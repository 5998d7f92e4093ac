package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.testkit.s3.Fault;
import fr.mangatheque.continuity.testkit.s3.FaultSpec;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.time.Duration;
import java.util.function.Function;

/** What happens to stores and on the way to them. */
final class StoreFaults {
  private static final int BYTES_A_SECOND = 1024;
  private static final String NO_SUCH_BUCKET = "NoSuchBucket";

  private StoreFaults() {}

  static FaultKind.Injector hangUp(Side side) {
    return on(side, FaultSpec::hangUp);
  }

  static FaultKind.Injector blackHole(Side side) {
    return on(side, FaultSpec::blackHole);
  }

  static FaultKind.Injector tooMany(Side side) {
    return on(side, spec -> spec.tooManyRequests(Duration.ofSeconds(1)));
  }

  static FaultKind.Injector slowDown(Side side) {
    return on(side, FaultSpec::slowDown);
  }

  static FaultKind.Injector forbidden(Side side) {
    return on(side, spec -> spec.status(403));
  }

  static FaultKind.Injector slow(Side side) {
    return side == Side.ORIGIN
        ? on(side, spec -> spec.slowAnswer(BYTES_A_SECOND), Operation.GET)
        : on(side, spec -> spec.slowRequest(BYTES_A_SECOND), Operation.PUT, Operation.UPLOAD_PART);
  }

  /** Nobody listens there: that people are told of it shows that it struck. */
  static FaultKind.Injector away(Side side) {
    return scene -> {
      S3Server cloud = side.cloud(scene.site());
      cloud.stop();
      String place = side + "/UNREACHABLE";
      return Injection.of(
          () ->
              (int)
                  scene.site().incidents().incidents().stream()
                      .filter(incident -> incident.place().equals(place))
                      .count(),
          cloud::restart);
    };
  }

  /** Another bit each time: what is damaged alike twice looks like an ETag that is no MD5. */
  static Injection bitFlipped(Scene scene) {
    return read(scene, spec -> spec.probability(0.2).times(20).flipAnyAnswerBit());
  }

  static Injection cutShort(Scene scene) {
    return read(scene, spec -> spec.probability(0.5).cutAnswer());
  }

  static Injection cutWithoutLength(Scene scene) {
    return read(scene, spec -> spec.probability(0.5).cutAnswerWithoutLength());
  }

  static Injection answerLost(Scene scene) {
    return written(scene, spec -> spec.probability(0.5).loseAnswer());
  }

  static Injection conditionsIgnored(Scene scene) {
    return written(scene, FaultSpec::ignoreConditions);
  }

  /** One in five: only samples are read back at once, and an audit finds the rest. */
  static Injection notKept(Scene scene) {
    return written(
        scene,
        spec ->
            spec.key(name -> name.startsWith("objects/") || name.startsWith("long/"))
                .probability(0.2)
                .keepNothing());
  }

  /** What is asked for is not there, and yet nothing was deleted. */
  static FaultKind.Injector renamed(Side side) {
    return scene -> {
      S3Server cloud = side.cloud(scene.site());
      String name = side.bucket(scene.site()).name();
      cloud.journal().start();
      cloud.renameBucket(name, name + "-away");
      return Injection.of(
          () ->
              cloud.journal().exchanges(exchange -> exchange.code().equals(NO_SUCH_BUCKET)).size(),
          () -> cloud.renameBucket(name + "-away", name));
    };
  }

  /** Of a store whose clock is off: each answer is a hit, for each has a date. */
  static FaultKind.Injector clock(Side side, int hours) {
    return scene -> {
      S3Server cloud = side.cloud(scene.site());
      long before = cloud.counters().requests();
      cloud.faults().shiftClock(Duration.ofHours(hours));
      return Injection.of(
          () -> (int) (cloud.counters().requests() - before),
          () -> cloud.faults().shiftClock(Duration.ZERO));
    };
  }

  /** All that is asked there, if no operations are named. */
  private static FaultKind.Injector on(
      Side side, Function<FaultSpec, Fault> effect, Operation... operations) {
    return scene -> struck(scene, side, effect, operations);
  }

  /** What the origin is asked for. */
  private static Injection read(Scene scene, Function<FaultSpec, Fault> effect) {
    return struck(scene, Side.ORIGIN, effect, Operation.GET);
  }

  /** What is written into the backup. */
  private static Injection written(Scene scene, Function<FaultSpec, Fault> effect) {
    return struck(scene, Side.BACKUP, effect, Operation.PUT, Operation.COMPLETE_UPLOAD);
  }

  private static Injection struck(
      Scene scene, Side side, Function<FaultSpec, Fault> effect, Operation... operations) {
    Fault fault = effect.apply(side.cloud(scene.site()).faults().on(operations));
    return Injection.of(fault::hits, fault);
  }
}
