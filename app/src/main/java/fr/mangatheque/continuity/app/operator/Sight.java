package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.FailingObject;
import fr.mangatheque.continuity.app.operator.answer.Failures;
import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Looked;
import fr.mangatheque.continuity.app.operator.answer.Part;
import fr.mangatheque.continuity.app.operator.answer.Silence;
import fr.mangatheque.continuity.producer.intake.ObjectPath;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that is known, in this process and the others. Thread-safe; blocks for seconds at most. */
final class Sight {
  static final String PART = "part";
  static final String FAILING = "failing";
  static final String OBJECTS = "objects/";

  private final Holdings here;
  private final Fleet fleet;

  Sight(Holdings here, Fleet fleet) {
    this.here = here;
    this.fleet = fleet;
  }

  /** What all processes know. */
  Whole whole(List<String> authorization) {
    Holdings.Processes processes = here.processes();
    List<Part> parts = new ArrayList<>();
    parts.add(here.part());
    Fleet.Heard<Part> others = fleet.ask(processes.others(), PART, authorization, Part.class);
    parts.addAll(others.heard());
    return Whole.of(processes, here.expectedJobs(), parts, others.silences());
  }

  /** What fails, in all processes. */
  Failures failing(@Nullable String source, int limit, List<String> authorization) {
    Holdings.Processes processes = here.processes();
    String path = FAILING + "?limit=" + limit + (source == null ? "" : "&source=" + source);
    Fleet.Heard<Failures> others =
        fleet.ask(processes.others(), path, authorization, Failures.class);
    List<Failures> all = new ArrayList<>(others.heard());
    all.add(here.failing(source, limit));
    List<FailingObject> objects =
        all.stream()
            .flatMap(failures -> failures.objects().stream())
            .distinct()
            .sorted(Comparator.comparing(FailingObject::since).thenComparing(FailingObject::key))
            .toList();
    List<Silence> silences = new ArrayList<>(others.silences());
    all.forEach(failures -> silences.addAll(failures.silences()));
    return new Failures(
        objects.stream().limit(limit).toList(),
        silences.isEmpty(),
        objects.size() > limit || all.stream().anyMatch(Failures::more),
        silences);
  }

  /** What is known of one object; empty if nothing is. */
  Optional<Known> find(ObjectId object, List<String> authorization) {
    return switch (here.find(object)) {
      case Holdings.Located.Here(Known known) -> Optional.of(known);
      case Holdings.Located.Nowhere() -> Optional.empty();
      case Holdings.Located.Unavailable(String why) -> throw cannotTell(why);
      case Holdings.Located.At(URI process) -> {
        String path = OBJECTS + ObjectPath.format(object.source(), object.objectKey());
        yield switch (fleet.ask(process, path, authorization, Looked.class)) {
          case Fleet.Word.Said<Looked>(Looked looked) -> Optional.ofNullable(looked.known());
          case Fleet.Word.Nothing<Looked>(String why) ->
              throw cannotTell("the process at " + process + ", which knows: " + why);
        };
      }
    };
  }

  private static Refused cannotTell(String why) {
    return Refused.unavailable("Nobody can tell now: " + why + ". Ask again in a moment.");
  }
}
