package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.FailingObject;
import fr.mangatheque.continuity.app.operator.answer.Failures;
import fr.mangatheque.continuity.app.operator.answer.Guard;
import fr.mangatheque.continuity.app.operator.answer.GuardCase;
import fr.mangatheque.continuity.app.operator.answer.Job;
import fr.mangatheque.continuity.app.operator.answer.Jobs;
import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Looked;
import fr.mangatheque.continuity.app.operator.answer.Ordered;
import fr.mangatheque.continuity.app.operator.answer.Run;
import fr.mangatheque.continuity.app.operator.answer.Sources;
import fr.mangatheque.continuity.app.operator.answer.Status;
import fr.mangatheque.continuity.app.operator.answer.Verification;
import fr.mangatheque.continuity.producer.http.DescriptionEndpoint;
import fr.mangatheque.continuity.producer.http.Endpoint;
import fr.mangatheque.continuity.producer.http.Gate;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What operators may ask and order, by its path. Thread-safe. */
final class OperatorSite {
  private static final String READ = "GET, HEAD";
  private static final String ORDER = "POST";
  private static final String VERIFY = "/v1/verify/";
  private static final String RETRIES = "/v1/retries/";
  private static final String SOURCES = "/v1/sources/";
  private static final String JOBS = "/v1/jobs/";
  private static final String GUARD = "/v1/guard/";

  private static final Set<String> ABOUT_SOURCES = Set.of("pause", "resume", "restore");

  /** Whoever restores announces it again before it is over. */
  private static final Duration RESTORE_ANNOUNCED = Duration.ofHours(1);

  private static final int FAILURES = 100;
  private static final int MOST_FAILURES = 10_000;
  private static final Pattern JOB = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final Gate gate;
  private final SortedSet<String> sources;
  private final Holdings holdings;
  private final Sight sight;
  private final Orders orders;
  private final Runs runs;
  private final Map<String, Buckets> buckets;
  private final InstantSource clock;

  OperatorSite(
      Gate gate,
      SortedSet<String> sources,
      Holdings holdings,
      Sight sight,
      Orders orders,
      Runs runs,
      Map<String, Buckets> buckets,
      InstantSource clock) {
    this.gate = gate;
    this.sources = sources;
    this.holdings = holdings;
    this.sight = sight;
    this.orders = orders;
    this.runs = runs;
    this.buckets = Map.copyOf(buckets);
    this.clock = clock;
  }

  /** For people. */
  Map<String, Endpoint> endpoints() {
    Map<String, Endpoint> all = new LinkedHashMap<>();
    all.put("/v1/status", guarded(READ, this::status));
    all.put("/v1/failures", guarded(READ, this::failures));
    all.put("/v1/retries", guarded(ORDER, this::retryAll));
    all.put(RETRIES, guarded(ORDER, this::retry));
    all.put(VERIFY, guarded(READ, this::verify));
    all.put("/v1/sources", guarded(READ, _ -> new Sources(List.copyOf(sources))));
    all.put(SOURCES, guarded(ORDER, this::aboutSource));
    all.put("/v1/jobs", guarded(READ, this::jobs));
    all.put(JOBS, guarded(READ + ", " + ORDER, this::job));
    all.put("/v1/guard", guarded(READ, this::guard));
    all.put(GUARD, guarded(ORDER, this::decide));
    all.put("/v1/openapi.json", new DescriptionEndpoint(OperatorSite.class));
    return all;
  }

  /** For the other processes. */
  Map<String, Endpoint> inside() {
    return Map.of(
        Fleet.INSIDE + Sight.PART, guarded(READ, _ -> holdings.part()),
        Fleet.INSIDE + Sight.FAILING,
            guarded(
                READ,
                asked ->
                    holdings.failing(
                        asked.source().orElse(null), asked.limit(FAILURES, MOST_FAILURES))),
        Fleet.INSIDE + Sight.OBJECTS, guarded(READ, this::looked));
  }

  private Endpoint guarded(String methods, Function<Question, Object> inside) {
    return new Guarded(gate, sources, methods, inside);
  }

  private Looked looked(Question asked) {
    return switch (holdings.find(asked.object(Fleet.INSIDE + Sight.OBJECTS))) {
      case Holdings.Located.Here(Known known) -> new Looked(known);
      case Holdings.Located.Nowhere() -> new Looked(null);
      case Holdings.Located.At _ ->
          throw Refused.unavailable("this process no longer keeps it, or does not yet");
      case Holdings.Located.Unavailable(String why) -> throw Refused.unavailable(why);
    };
  }

  private Status status(Question asked) {
    List<String> about = asked.source().map(List::of).orElseGet(() -> List.copyOf(sources));
    return Statuses.of(sight.whole(asked.authorization()), about, clock.instant());
  }

  private Failures failures(Question asked) {
    return sight.failing(
        asked.source().orElse(null), asked.limit(FAILURES, MOST_FAILURES), asked.authorization());
  }

  private Ordered retry(Question asked) {
    ObjectId object = asked.object(RETRIES);
    orders.retry(List.of(object), asked.by());
    return new Ordered("retry", object.toString(), 1, asked.by(), clock.instant());
  }

  private Ordered retryAll(Question asked) {
    Optional<String> source = asked.source();
    Failures failures = sight.failing(source.orElse(null), MOST_FAILURES, asked.authorization());
    orders.retry(failures.objects().stream().map(OperatorSite::id).toList(), asked.by());
    if (!failures.complete()) {
      throw Refused.unavailable(
          "Not all of the pipeline answers, so more may fail than the "
              + failures.objects().size()
              + " that are looked at now. Who is silent: continuity failures. Once it answers, give"
              + " the order again.");
    }
    return new Ordered(
        "retry",
        source.orElse("all sources"),
        failures.objects().size(),
        asked.by(),
        clock.instant());
  }

  private static ObjectId id(FailingObject object) {
    return new ObjectId(object.source(), object.key());
  }

  private Verification verify(Question asked) {
    ObjectId object = asked.object(VERIFY);
    Buckets both = buckets.get(object.source());
    if (both == null) {
      throw Refused.unknown("The buckets of " + object.source() + " are not open here.");
    }
    return Verifier.verify(
        object, sight.find(object, asked.authorization()).orElse(null), both, asked.flag("read"));
  }

  private Ordered aboutSource(Question asked) {
    String[] parts = asked.after(SOURCES).split("/", -1);
    if (parts.length != 2 || !ABOUT_SOURCES.contains(parts[1])) {
      throw Refused.unknown(
          "A source is paused, resumed, or its restore announced: /v1/sources/SOURCE/pause,"
              + " …/resume or …/restore.");
    }
    String source = asked.known(parts[0]);
    if (parts[1].equals("restore")) {
      orders.announceRestore(source, clock.instant().plus(RESTORE_ANNOUNCED), asked.by());
      return new Ordered("restore", source, 1, asked.by(), clock.instant());
    }
    orders.decide(
        "source/" + source,
        parts[1].equals("pause") ? OperatorActionKind.PAUSE : OperatorActionKind.RESUME,
        asked.by(),
        asked.reason());
    return new Ordered(parts[1], source, 1, asked.by(), clock.instant());
  }

  private Jobs jobs(Question asked) {
    Optional<String> source = asked.source();
    Whole whole = sight.whole(asked.authorization());
    List<Job> some =
        whole.jobs().stream()
            .filter(job -> source.isEmpty() || source.get().equals(job.source()))
            .toList();
    return new Jobs(some, whole.silences().isEmpty(), whole.silences());
  }

  private Object job(Question asked) {
    String[] parts = asked.after(JOBS).split("/", -1);
    if (parts.length < 3 || parts.length > 4 || !parts[2].equals("runs")) {
      throw Refused.unknown(
          "Jobs are run by a POST to /v1/jobs/SOURCE/JOB/runs; what became of a run is told at"
              + " /v1/jobs/SOURCE/JOB/runs/TIME, with the time at the end of its id.");
    }
    String schedule = asked.known(parts[0]) + "/" + job(parts[1]);
    if (asked.posts() && parts.length == 3) {
      return begin(schedule, asked);
    }
    if (asked.posts() || parts.length == 3) {
      throw Refused.wrong("A run is begun by POST to …/runs, and asked for by GET of …/runs/TIME.");
    }
    return run(schedule, parts[3]);
  }

  private static String job(String name) {
    if (!JOB.matcher(name).matches()) {
      throw Refused.wrong("A job's name has 1 to 63 of a-z, 0-9 and -, and begins with a letter.");
    }
    return name;
  }

  private Run begin(String schedule, Question asked) {
    Instant dueAt = orders.run(schedule, asked.by(), asked.amount().orElse(null));
    return requested(schedule, dueAt);
  }

  private static Run requested(String schedule, Instant dueAt) {
    return new Run(
        schedule + "@" + dueAt, Run.REQUESTED, dueAt, null, null, null, Map.of(), null, "");
  }

  private Run run(String schedule, String time) {
    try {
      Instant dueAt = Instant.parse(time.replace("%3A", ":"));
      return runs.find(schedule, schedule + "@" + dueAt, dueAt)
          .orElseGet(() -> requested(schedule, dueAt));
    } catch (DateTimeException e) {
      throw Refused.wrong("A run is named by its time, such as 2026-01-31T03:00:00Z.");
    }
  }

  private Guard guard(Question asked) {
    Optional<String> source = asked.source();
    Whole whole = sight.whole(asked.authorization());
    List<GuardCase> some =
        whole.guard().stream()
            .filter(open -> source.isEmpty() || source.get().equals(open.source()))
            .toList();
    return new Guard(some, whole.silences().isEmpty(), whole.silences());
  }

  private Ordered decide(Question asked) {
    String[] parts = asked.after(GUARD).split("/", -1);
    if (parts.length != 2 || !(parts[1].equals("approve") || parts[1].equals("reject"))) {
      throw Refused.unknown("A case is approved or rejected: /v1/guard/ID/approve or …/reject.");
    }
    GuardCase open = open(parts[0], asked.authorization());
    orders.decide(
        "guard/" + open.id(),
        parts[1].equals("approve") ? OperatorActionKind.APPROVE : OperatorActionKind.REJECT,
        asked.by(),
        asked.reason());
    return new Ordered(parts[1], open.id(), open.objects(), asked.by(), clock.instant());
  }

  private GuardCase open(String id, List<String> authorization) {
    Whole whole = sight.whole(authorization);
    Optional<GuardCase> found =
        whole.guard().stream().filter(open -> open.id().equals(id)).findFirst();
    if (found.isEmpty() && !whole.silences().isEmpty()) {
      throw Refused.unavailable(
          "No process that answers knows a case " + id + ", and not all answer. Try again.");
    }
    return found.orElseThrow(
        () ->
            Refused.unknown(
                whole.guard().isEmpty()
                    ? "No guard holds anything back: there is nothing to decide."
                    : "There is no open case "
                        + id
                        + "; there are: "
                        + String.join(", ", whole.guard().stream().map(GuardCase::id).toList())
                        + "."));
  }
}
