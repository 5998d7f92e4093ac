package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.storage.limit.Endpoint;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What caps must be: enough for copies to keep their time limits, and one for an endpoint, however
 * many buckets are there.
 */
final class EndpointRules {
  static final DataSize LEAST_BYTES = DataSize.parse("1MiB");

  private final Values values;
  private final List<Fault> faults;

  EndpointRules(Values values, List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  /** A cap, and the name of the key that says it. */
  private record Told<T>(T cap, String name) {}

  void check() {
    for (String source : Rules.sourceNames(values)) {
      for (BucketKeys side : List.of(Keys.ORIGIN, Keys.BACKUP)) {
        values
            .find(side.bytesPerSecond, source)
            .filter(cap -> cap.compareTo(LEAST_BYTES) < 0)
            .ifPresent(_ -> fault(side.bytesPerSecond.name(source), "is less than " + LEAST_BYTES));
      }
    }
    saidOnce(side -> side.requestsPerSecond);
    saidOnce(side -> side.bytesPerSecond);
  }

  private <T> void saidOnce(Function<BucketKeys, Key<T>> key) {
    Map<Endpoint, Told<T>> before = new HashMap<>();
    for (String source : Rules.sourceNames(values)) {
      for (BucketKeys side : List.of(Keys.ORIGIN, Keys.BACKUP)) {
        Optional<URI> endpoint = values.find(side.endpoint, source);
        Optional<T> cap = values.find(key.apply(side), source);
        if (endpoint.isPresent() && cap.isPresent()) {
          Told<T> told = new Told<>(cap.get(), key.apply(side).name(source));
          Told<T> first = before.putIfAbsent(Endpoint.of(endpoint.get()), told);
          if (first != null && !first.cap().equals(told.cap())) {
            fault(
                told.name(),
                "is not what "
                    + first.name()
                    + " says, "
                    + first.cap()
                    + ", of the same endpoint: a cap holds for an endpoint; say it once");
          }
        }
      }
    }
  }

  private void fault(String name, String message) {
    faults.add(new Fault(values.place(name), name, message));
  }
}
