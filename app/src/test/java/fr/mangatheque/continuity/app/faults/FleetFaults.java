package fr.mangatheque.continuity.app.faults;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens where several processes share a broker. */
final class FleetFaults {
  private static final int EVERY_SECONDS = 2;

  private FleetFaults() {}

  /** The broker is away until the end of it. */
  static Injection brokerAway(Scene scene) {
    OwnBroker broker = scene.fleet().broker();
    broker.stop();
    return Injection.of(() -> 1, broker::restart);
  }

  /** One of several stands still; the others take its work, and it does not know when it wakes. */
  static Injection zombie(Scene scene) throws Exception {
    PipelineChild child = scene.fleet().supervisors().getLast().child();
    child.suspend();
    return Injection.of(() -> 1, child::resume);
  }

  /** Every two seconds another process is killed, and started again. */
  static Injection comeAndGo(Scene scene) {
    List<Supervisor> all = scene.fleet().supervisors();
    AtomicInteger turn = new AtomicInteger();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    var _ =
        clock.scheduleAtFixedRate(
            () -> all.get(turn.getAndIncrement() % all.size()).kill(List.of()),
            0,
            EVERY_SECONDS,
            TimeUnit.SECONDS);
    return Injection.of(turn::get, clock::close);
  }
}
