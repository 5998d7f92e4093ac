package fr.mangatheque.continuity.app.faults;

import java.time.Duration;
import java.util.List;

/** What happens to processes. */
final class ProcessFaults {
  private ProcessFaults() {}

  static Injection killAnywhere(Scene scene) {
    Supervisor supervisor = scene.supervisor();
    int before = supervisor.kills();
    supervisor.kill(List.of());
    return Injection.of(() -> supervisor.kills() - before, () -> {});
  }

  /**
   * Has a process that ends at a step of a copy, some copies after its start: to arm it, it is
   * killed, which is not counted.
   */
  static FaultKind.Injector killAt(String step) {
    return scene -> {
      Supervisor supervisor = scene.supervisor();
      int before = supervisor.halts();
      int nth = 1 + scene.random().nextInt(4);
      supervisor.kill(List.of("-Dcontinuity.failpoint=" + step + ":" + nth));
      return Injection.of(() -> supervisor.halts() - before, () -> {});
    };
  }

  static Injection suspend(Scene scene) throws Exception {
    PipelineChild child = scene.supervisor().child();
    child.suspend();
    return Injection.of(() -> 1, child::resume);
  }

  /** Of a process started anew; at the end another, whose clock is right. */
  static FaultKind.Injector clockOff(String by) {
    return scene -> {
      Supervisor supervisor = scene.supervisor();
      PipelineChild before = supervisor.child();
      supervisor.kill(List.of(PipelineChild.clockOff(Duration.parse(by))));
      return Injection.of(
          () -> supervisor.child() != before && supervisor.child().port() > 0 ? 1 : 0,
          () -> supervisor.kill(List.of()));
    };
  }
}
