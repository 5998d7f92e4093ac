package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.config.OperatorSettings;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.producer.access.Caller;
import fr.mangatheque.continuity.producer.access.Credential;
import fr.mangatheque.continuity.producer.connection.ConnectionLimits;
import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.HttpListener;
import fr.mangatheque.continuity.producer.http.HttpSettings;
import fr.mangatheque.continuity.producer.http.Site;
import fr.mangatheque.continuity.producer.http.SiteWords;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** The operators' API of a process, over a real socket, with what a test says behind it. */
public final class OperatorServer implements AutoCloseable {
  public static final String TOKEN = "a-token-of-an-operator";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MemoryObjectStore origin;
  private final MemoryObjectStore backup;
  private final OrdersKept orders = new OrdersKept();
  private final Queue<Supplier<Run>> reports = new ConcurrentLinkedQueue<>();
  private final OperatorApi api;
  private final HttpListener inside;

  public OperatorServer(KnownHere known, InstantSource clock) {
    this.origin = new MemoryObjectStore(clock);
    this.backup = new MemoryObjectStore(clock);
    this.api =
        new OperatorApi(
            new OperatorSettings("127.0.0.1", 0, List.of(Credential.token("night", TOKEN)), null),
            new TreeSet<>(List.of(KnownHere.SOURCE)),
            known,
            orders,
            (_, _, _) -> Optional.ofNullable(reports.poll()).map(Supplier::get),
            Map.of(
                KnownHere.SOURCE,
                new Buckets(origin, "library", backup, "library-backup", new BackupLayout(""))),
            registry,
            clock);
    this.inside =
        HttpListener.open(
            new HttpSettings(
                "127.0.0.1", 0, ConnectionLimits.DEFAULT, null, 1024, Duration.ofSeconds(1)),
            new Site(api.inside(), new Words(), null, registry, clock),
            new Words(),
            registry);
    api.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + api.port());
  }

  /** Where other processes ask this one. */
  public URI advertised() {
    return URI.create("http://127.0.0.1:" + inside.port());
  }

  public MemoryObjectStore origin() {
    return origin;
  }

  public MemoryObjectStore backup() {
    return backup;
  }

  public OrdersKept orders() {
    return orders;
  }

  /** What is told of any run next. */
  public void reports(Run run) {
    reports.add(() -> run);
  }

  /** It cannot find out what is told of a run, when asked next. */
  public void cannotReport() {
    reports.add(
        () -> {
          throw new IllegalStateException("reports of jobs cannot be read");
        });
  }

  @Override
  public void close() {
    inside.close();
    api.close();
  }

  /** Of a listener that has nothing of its own to say. */
  private static final class Words implements SiteWords {
    @Override
    public String name() {
      return "inside";
    }

    @Override
    public String title() {
      return "the inside";
    }

    @Override
    public Answer stranger(Caller.Reason reason) {
      throw new IllegalStateException("it has no gate of its own");
    }

    @Override
    public Answer nothingAt(String path) {
      return Answer.of(404, Answer.JSON, new byte[0]);
    }

    @Override
    public Answer farTooLarge() {
      return Answer.of(413, Answer.JSON, new byte[0]);
    }

    @Override
    public Answer failed(int status) {
      return Answer.of(status, Answer.JSON, new byte[0]);
    }
  }
}
