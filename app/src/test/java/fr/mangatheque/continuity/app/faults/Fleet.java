package fr.mangatheque.continuity.app.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The processes of a pipeline: one with its broker in it, or several that share one. */
final class Fleet implements AutoCloseable {
  private final List<Supervisor> supervisors = new ArrayList<>();
  private final @Nullable OwnBroker broker;

  private Fleet(@Nullable OwnBroker broker) {
    this.broker = broker;
  }

  static Fleet ofOne(FaultSite site) throws IOException {
    Fleet fleet = new Fleet(null);
    fleet.supervisors.add(new Supervisor(site.configuration(), List.of()));
    return fleet;
  }

  static Fleet of(int processes, FaultSite site, Path directory) throws IOException {
    OwnBroker broker = new OwnBroker(directory.resolve("broker"));
    Fleet fleet = new Fleet(broker);
    for (int i = 1; i <= processes; i++) {
      String name = "process-" + i;
      Path configuration =
          site.configuration(
              name,
              "bootstrap-servers: '%s', replication: 1, instance-id: %s"
                  .formatted(broker.bootstrapServers(), name));
      fleet.supervisors.add(new Supervisor(configuration, List.of()));
    }
    return fleet;
  }

  List<Supervisor> supervisors() {
    return supervisors;
  }

  /** Whether more than one process may have the same work. */
  boolean isShared() {
    return supervisors.size() > 1;
  }

  /** The broker that processes share. */
  OwnBroker broker() {
    if (broker == null) {
      throw new IllegalStateException("the broker is in the process");
    }
    return broker;
  }

  /** Where events are taken now; negative while nowhere. */
  int port() {
    return listening(PipelineChild::port);
  }

  /** Where operators are listened to now; negative while nowhere. */
  int operatorPort() {
    return listening(PipelineChild::operatorPort);
  }

  /** One at each process: none knows what another has, where none is told of the others. */
  List<Operator> operators() {
    return supervisors.stream()
        .map(supervisor -> new Operator(() -> supervisor.child().operatorPort()))
        .toList();
  }

  private int listening(ToIntFunction<PipelineChild> where) {
    return supervisors.stream()
        .map(Supervisor::child)
        .filter(child -> child.isAlive() && child.port() > 0 && !child.isSuspended())
        .mapToInt(where)
        .findFirst()
        .orElse(-1);
  }

  @Override
  public void close() throws InterruptedException {
    for (Supervisor supervisor : supervisors) {
      supervisor.close();
    }
    if (broker != null) {
      broker.close();
    }
  }
}
