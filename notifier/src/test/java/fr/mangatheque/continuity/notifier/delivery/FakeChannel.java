package fr.mangatheque.continuity.notifier.delivery;

import fr.mangatheque.continuity.notifier.channel.Channel;
import fr.mangatheque.continuity.notifier.channel.DeliveryException;
import fr.mangatheque.continuity.schemas.event.Notification;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fails as told, then delivers. */
final class FakeChannel implements Channel {
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final List<String> delivered = new CopyOnWriteArrayList<>();

  FakeChannel failsWith(Throwable failure) {
    failures.add(failure);
    return this;
  }

  List<String> delivered() {
    return delivered;
  }

  @Override
  public String name() {
    return "pager";
  }

  @Override
  public void deliver(Notification notification) throws DeliveryException {
    switch (failures.poll()) {
      case null -> delivered.add(notification.getId());
      case DeliveryException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalArgumentException("cannot fail with " + e);
    }
  }

  @Override
  public void close() {}
}
