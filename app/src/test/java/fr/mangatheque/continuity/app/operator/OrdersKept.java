package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Orders as they were given, in words. */
public final class OrdersKept implements Orders {
  public static final Instant DUE = Instant.parse("2026-01-31T03:00:00.123Z");
  private final List<String> given = new CopyOnWriteArrayList<>();
  private volatile boolean lost;

  public List<String> given() {
    return given;
  }

  /** From now on Kafka is away. */
  public void lose() {
    lost = true;
  }

  @Override
  public void retry(List<ObjectId> objects, String by) {
    keep("retry " + objects + " by " + by);
  }

  @Override
  public void decide(String subject, OperatorActionKind kind, String by, String reason) {
    keep(kind + " " + subject + " by " + by + (reason.isEmpty() ? "" : ": " + reason));
  }

  @Override
  public void announceRestore(String source, Instant until, String by) {
    keep("restore of " + source + " until " + until + " by " + by);
  }

  @Override
  public Instant run(String schedule, String by, @Nullable Long amount) {
    keep("run " + schedule + (amount == null ? "" : " (" + amount + ")") + " by " + by);
    return DUE;
  }

  private void keep(String order) {
    if (lost) {
      throw new OrderLostException(new TimeoutException("no answer in time"));
    }
    given.add(order);
  }
}
