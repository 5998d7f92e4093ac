package fr.mangatheque.continuity.producer.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Takes, refuses, fails and throws at random. */
final class ScriptedTransport implements Transport {
  private final RandomGenerator random;
  final List<String> taken = new CopyOnWriteArrayList<>();
  final List<String> refused = new CopyOnWriteArrayList<>();
  volatile boolean closed;

  ScriptedTransport(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Reply send(List<byte[]> events) {
    List<Integer> takes = new ArrayList<>();
    Reply reply = new Reply(events);
    if (random.nextInt(8) == 0) {
      throw new IllegalStateException("a fault of the transport");
    }
    for (int i = 0; i < events.size(); i++) {
      switch (random.nextInt(6)) {
        case 0 -> {}
        case 1 -> {
          reply.refused(i, "no");
          refused.add(new String(events.get(i), UTF_8));
        }
        default -> takes.add(i);
      }
    }
    for (int index : takes) {
      reply.taken(index);
      taken.add(new String(events.get(index), UTF_8));
    }
    if (!reply.left().isEmpty()) {
      reply.trouble(new Reply.Trouble("later", null));
    }
    return reply;
  }

  @Override
  public String place() {
    return "nowhere";
  }

  @Override
  public void close() {
    closed = true;
  }
}
