package fr.mangatheque.continuity.producer.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a request came to, for tests to look at. */
record Parsed(ParsedEvents events) {
  /** Sources behind three buckets, one of which two of them share. */
  static final KnownSources SOURCES =
      new KnownSources(
          new TreeSet<>(Set.of("uploads", "avatars")),
          new TreeMap<>(
              Map.of(
                  "manga", new TreeSet<>(Set.of("uploads")),
                  "faces", new TreeSet<>(Set.of("avatars")),
                  "shared", new TreeSet<>(Set.of("avatars", "uploads")))));

  static Parsed by(EventForm form, String body) {
    return new Parsed(form.parse(EventRequest.of("application/json", body.getBytes(UTF_8))));
  }

  List<Hint> hints() {
    assertThat(events).isInstanceOf(ParsedEvents.Understood.class);
    return ((ParsedEvents.Understood) events).hints();
  }

  Hint hint() {
    assertThat(hints()).hasSize(1);
    return hints().getFirst();
  }

  /** Each as {@code kind known source}. */
  List<String> passedOver() {
    assertThat(events).isInstanceOf(ParsedEvents.Understood.class);
    return ((ParsedEvents.Understood) events)
        .passedOver().stream()
            .map(it -> it.kind() + (it.known() ? " known " : " unknown ") + it.source())
            .toList();
  }

  /** Each as {@code index pointer}. */
  List<String> faults() {
    return allFaults().stream()
        .map(fault -> (fault.index() == null ? "-" : fault.index()) + " " + fault.pointer())
        .toList();
  }

  /** Of the one fault. */
  String detail() {
    assertThat(allFaults()).hasSize(1);
    return allFaults().getFirst().detail();
  }

  List<Fault> allFaults() {
    assertThat(events).isInstanceOf(ParsedEvents.Faulty.class);
    return ((ParsedEvents.Faulty) events).faults();
  }

  static Hint created(String key) {
    return new Hint(new ObjectId("uploads", key), ChangeKind.CREATED, null, null, null, null);
  }

  static Hint removed(String key) {
    return new Hint(new ObjectId("uploads", key), ChangeKind.REMOVED, null, null, null, null);
  }
}
