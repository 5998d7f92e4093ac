package fr.mangatheque.continuity.storage.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, and who is next: by use, then by arrival; but one who has waited for so long that it
 * would do harm goes before all. Not thread-safe.
 */
final class Line {
  /** What is waited for comes by an act of somebody else, not by time. */
  static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private final Duration patience;
  private final Map<Use, LinkedHashSet<Ticket>> waiting = new EnumMap<>(Use.class);

  /** A place in the line; {@code turn} is signalled when it may have become the first. */
  static final class Ticket {
    private final Use use;
    private final Instant since;
    private final Condition turn;

    private Ticket(Use use, Instant since, Condition turn) {
      this.use = use;
      this.since = since;
      this.turn = turn;
    }

    Condition turn() {
      return turn;
    }
  }

  /**
   * @param patience who waited for so long is next
   */
  Line(Duration patience) {
    this.patience = patience;
    for (Use use : Use.values()) {
      waiting.put(use, new LinkedHashSet<>());
    }
  }

  Ticket join(Use use, Instant now, Condition turn) {
    Ticket ticket = new Ticket(use, now, turn);
    of(use).add(ticket);
    return ticket;
  }

  void leave(Ticket ticket) {
    of(ticket.use).remove(ticket);
  }

  boolean isFirst(Ticket ticket, Instant now) {
    return first(now) == ticket;
  }

  /** Who is next; null if nobody waits. */
  @Nullable Ticket first(Instant now) {
    Ticket urgent = null;
    Ticket oldest = null;
    for (LinkedHashSet<Ticket> line : waiting.values()) {
      if (!line.isEmpty()) {
        Ticket head = line.getFirst();
        urgent = urgent == null ? head : urgent;
        oldest = oldest == null || head.since.isBefore(oldest.since) ? head : oldest;
      }
    }
    return oldest != null && !untilStale(oldest, now).isPositive() ? oldest : urgent;
  }

  /** When one who is not first may become it by waiting alone. */
  Duration wait(Ticket ticket, Instant now) {
    Duration left = untilStale(ticket, now);
    return left.isPositive() ? left : FOREVER;
  }

  private Duration untilStale(Ticket ticket, Instant now) {
    return Duration.between(now, ticket.since.plus(patience));
  }

  int size(Use use) {
    return of(use).size();
  }

  private LinkedHashSet<Ticket> of(Use use) {
    LinkedHashSet<Ticket> tickets = waiting.get(use);
    if (tickets == null) {
      throw new IllegalStateException("no place for " + use);
    }
    return tickets;
  }
}
