package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.producer.intake.Health;
import fr.mangatheque.continuity.producer.intake.HealthCheck;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether a part of this process works, and a word about it. */
record Check(String name, BooleanSupplier up, Supplier<String> words) implements HealthCheck {
  @Override
  public Health check() {
    return up.getAsBoolean() ? new Health.Up(words.get()) : new Health.Down(words.get());
  }
}
