package fr.mangatheque.continuity.app.demo;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.ConfigurationException;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.app.demo.endpoint.QueueEndpoint;
import fr.mangatheque.continuity.app.demo.form.AllForms;
import fr.mangatheque.continuity.app.demo.screen.Screen;
import fr.mangatheque.continuity.app.demo.site.Administrator;
import fr.mangatheque.continuity.app.demo.site.Application;
import fr.mangatheque.continuity.app.demo.site.BucketRestore;
import fr.mangatheque.continuity.app.demo.site.EventsClient;
import fr.mangatheque.continuity.app.demo.site.UploadJournal;
import fr.mangatheque.continuity.app.demo.story.BucketLost;
import fr.mangatheque.continuity.app.demo.story.Cast;
import fr.mangatheque.continuity.app.demo.story.Thresholds;
import fr.mangatheque.continuity.app.demo.watch.BackupView;
import fr.mangatheque.continuity.app.demo.watch.Latencies;
import fr.mangatheque.continuity.app.demo.watch.OnCall;
import fr.mangatheque.continuity.app.demo.watch.SafetyPoller;
import fr.mangatheque.continuity.app.run.Pipeline;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/**
 * The whole of it in one process: two S3 endpoints, a broker, the pipeline as {@code run} starts
 * it, an application that uploads, and observers that believe nobody. Interrupting the thread ends
 * it cleanly.
 */
public final class Demo {
  static final String SOURCE = "manga";

  private final DemoOptions options;
  private final Screen screen;
  private final InstantSource clock;

  public Demo(DemoOptions options, Screen screen, InstantSource clock) {
    this.options = options;
    this.screen = screen;
    this.clock = clock;
  }

  /**
   * Plays, and stays up afterwards if asked to.
   *
   * @return whether all held
   * @throws InterruptedException if it was interrupted before the end of the story
   */
  public boolean run() throws InterruptedException {
    Workplace place = Workplace.open(options.keep());
    // Threads that end late still log: to the file, even if that is gone, and not into the story.
    try (LogToFile _ = new LogToFile(place.of("continuity.log"));
        place) {
      screen.banner(
          "Mangathèque Continuity", "every upload safe in a second cloud, a moment later");
      try (Clouds clouds = new Clouds(place);
          OnCall onCall = new OnCall(clock);
          QueueEndpoint queue = new QueueEndpoint(clock)) {
        return begin(place, clouds, onCall, queue);
      }
    }
  }

  private boolean begin(Workplace place, Clouds clouds, OnCall onCall, QueueEndpoint queue)
      throws InterruptedException {
    String token = UUID.randomUUID().toString();
    String operator = UUID.randomUUID().toString();
    Path file = place.of("continuity.yaml");
    GeneratedConfiguration.write(
        file,
        new GeneratedConfiguration.Site(
            SOURCE, token, operator, place.of("continuity"), Thresholds.SHORT, onCall, queue),
        clouds.pipelinesOrigin(),
        clouds.pipelinesBackup());
    screen.pair("application", clouds.applications().endpoint() + "  the source's cloud");
    screen.pair("backup", clouds.observedBackup().endpoint() + "  the second cloud");
    screen.pair("queue", queue.api() + "  where R2 would lay its notifications");
    screen.pair("on-call", onCall.url() + "  believes signed webhooks only");
    screen.pair("directory", place.directory() + (place.kept() ? "" : "  until the end"));
    screen.pair(
        "shortened",
        "on-call is told after %d s (30 s in earnest), a deletion is believed after %d s (10 min)"
            .formatted(
                Thresholds.SHORT.alertAfter().toSeconds(),
                Thresholds.SHORT.guardWindow().toSeconds()));
    Beginning.Ready ready = new Beginning(options, place, screen).await(read(file), clock);
    URI events = URI.create("http://127.0.0.1:" + ready.pipeline().intakePort() + "/v1/events");
    try (Pipeline _ = ready.pipeline();
        UploadJournal journal = new UploadJournal(place.of("uploads.jsonl"));
        Application application = new Application(clouds.applications(), journal, clock);
        EventsClient client = new EventsClient(events, token);
        Administrator administrator =
            new Administrator(
                URI.create("http://127.0.0.1:" + ready.pipeline().operatorPort()), operator);
        AllForms forms =
            new AllForms(
                client,
                clouds.applications().bucket(),
                ready.pipeline().bootstrapServers(),
                queue);
        BackupView view = new BackupView(clouds.observedBackup());
        SafetyPoller poller = new SafetyPoller(view)) {
      Cast cast =
          new Cast(
              SOURCE,
              ready.library(),
              application,
              client,
              forms,
              poller,
              new Latencies(),
              view,
              onCall,
              administrator,
              clouds.backup(),
              clouds.originRequests(),
              clouds.backupRequests());
      boolean held =
          tell(
              new Telling(
                  options, screen, cast, journal, clouds, bucketLost(place, journal, clouds)));
      if (!options.exit()) {
        new Afterwards(screen, clouds, view, onCall, events, token).stay();
      }
      return held;
    }
  }

  private BucketLost bucketLost(Workplace place, UploadJournal journal, Clouds clouds) {
    return new BucketLost(
        journal,
        clouds.observedOrigin(),
        new BucketRestore(
            clouds.observedBackup(), clouds.applications(), place.of("restore"), clock),
        clock);
  }

  /** Clients wrap an interruption; and what is closed afterwards must be able to wait. */
  private static boolean tell(Telling telling) throws InterruptedException {
    try {
      return telling.tell();
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        InterruptedException interrupted = new InterruptedException("asked to end");
        interrupted.initCause(e);
        throw interrupted;
      }
      throw e;
    }
  }

  private static Configuration read(Path file) {
    try {
      return ConfigurationReader.read(file, Map.of()).configuration();
    } catch (ConfigurationException e) {
      throw new IllegalStateException("the generated configuration is wrong: " + e.faults(), e);
    }
  }
}
