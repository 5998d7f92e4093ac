package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** A limit under any interleaving of those who use it, next to a list that says who is due. */
class EndpointLimitProperties {
  private static final int MAX = 4;
  private static final StoreException SLOW_DOWN =
      StoreException.of(StoreFault.THROTTLED, "slow down", null);

  /** What happens next; {@code which} picks among the requests there are. */
  private record Act(Kind kind, Use use, int which) {}

  private enum Kind {
    ENTER,
    SUCCEED,
    THROTTLE,
    INTERRUPT
  }

  /** One request, from its asking for leave to its end, on a thread of its own. */
  private static final class Request {
    final Use use;
    private final Thread thread;
    private volatile EndpointLimit.@Nullable Permit permit;

    Request(EndpointLimit limit, Use use) {
      this.use = use;
      this.thread =
          Thread.ofVirtual()
              .uncaughtExceptionHandler((_, _) -> {})
              .start(() -> permit = limit.enter(use));
    }

    EndpointLimit.@Nullable Permit permit() {
      return permit;
    }

    void interrupt() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }

  private final ManualTime time = new ManualTime();
  private final EndpointLimit limit =
      new EndpointLimit(
          Endpoint.of(URI.create("https://s3.example")), MAX, Caps.NONE, time, Waits.REAL);
  private final List<Request> waiting = new ArrayList<>();
  private final List<Request> underWay = new ArrayList<>();

  @Property(tries = 150)
  void neverMoreThanTheLimitAndTheMostUrgentFirstAndNothingLeaks(@ForAll("acts") List<Act> acts)
      throws InterruptedException {
    for (Act act : acts) {
      time.advance(Duration.ofMillis(1));
      switch (act.kind()) {
        case ENTER -> waiting.add(new Request(limit, act.use()));
        case SUCCEED -> end(act.which(), EndpointLimit.Permit::succeeded);
        case THROTTLE -> end(act.which(), permit -> permit.failed(SLOW_DOWN));
        case INTERRUPT -> {
          if (!waiting.isEmpty()) {
            waiting.remove(act.which() % waiting.size()).interrupt();
          }
        }
      }
      letThroughWhoIsDue();
    }
    while (!underWay.isEmpty()) {
      end(0, EndpointLimit.Permit::succeeded);
      letThroughWhoIsDue();
    }
    assertThat(waiting).isEmpty();
    assertThat(limit.inFlight()).isZero();
  }

  private void end(int which, Consumer<EndpointLimit.Permit> how) {
    if (!underWay.isEmpty()) {
      EndpointLimit.Permit permit = underWay.remove(which % underWay.size()).permit();
      assertThat(permit).isNotNull();
      how.accept(permit);
      permit.close();
    }
  }

  /** By the model: the most urgent, then the first, while there is room; and nobody else. */
  private void letThroughWhoIsDue() {
    int room = Math.max(0, limit.limit() - underWay.size());
    List<Request> due =
        waiting.stream().sorted(Comparator.comparing(r -> r.use)).limit(room).toList();
    waiting.removeAll(due);
    underWay.addAll(due);
    await()
        .pollInterval(Duration.ofMillis(1))
        .pollDelay(Duration.ZERO)
        .until(() -> limit.inFlight() == underWay.size() && counted() == waiting.size());
    await()
        .pollInterval(Duration.ofMillis(1))
        .pollDelay(Duration.ZERO)
        .until(() -> due.stream().allMatch(request -> request.permit() != null));
    assertThat(waiting).allMatch(request -> request.permit() == null);
  }

  private int counted() {
    int all = 0;
    for (Use use : Use.values()) {
      all += limit.waiting(use);
    }
    return all;
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(5, Kind.ENTER),
                Tuple.of(3, Kind.SUCCEED),
                Tuple.of(1, Kind.THROTTLE),
                Tuple.of(1, Kind.INTERRUPT)),
            Arbitraries.of(Use.class),
            Arbitraries.integers().between(0, 1000))
        .as(Act::new)
        .list()
        .ofMaxSize(40);
  }
}
