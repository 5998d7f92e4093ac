package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.producer.intake.Health;
import fr.mangatheque.continuity.producer.intake.HealthCheck;
import java.util.ArrayList;
import java.util.List;

/** What checks find wrong. */
final class Troubles {
  private Troubles() {}

  static List<String> of(List<HealthCheck> checks) {
    List<String> troubles = new ArrayList<>();
    for (HealthCheck check : checks) {
      switch (health(check)) {
        case Health.Up _ -> {}
        case Health.Down down -> troubles.add(check.name() + ": " + down.words());
      }
    }
    return troubles;
  }

  private static Health health(HealthCheck check) {
    try {
      return check.check();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Health.Down("this process is stopping");
    } catch (Exception e) {
      return new Health.Down(e.toString());
    }
  }
}
