package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.OperatorAction;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which sources are paused, as of the last turn, and what is to be told of it. A pause is a
 * standing failure of the source, so that nobody forgets it: the partition that a source's name
 * falls on raises and clears it. Owned by one stream thread.
 */
final class Pauses {
  private final ReadOnlyKeyValueStore<String, OperatorAction> decisions;
  private final LedgerSettings settings;
  private final Accounts accounts;
  private final int partition;
  private final Map<String, Pause> paused = new HashMap<>();

  Pauses(ProcessorContext<?, ?> context, LedgerSettings settings, Accounts accounts) {
    this.decisions = context.getStateStore(PauseStore.NAME);
    this.settings = settings;
    this.accounts = accounts;
    this.partition = context.taskId().partition();
  }

  /** What was decided since the last turn holds already: whoever was told so may rely on it. */
  boolean isPaused(String source, Instant now) {
    return paused.containsKey(source) || PauseStore.pause(decisions, source, now).isPresent();
  }

  void look(Instant now) {
    paused.clear();
    for (String source : settings.sources()) {
      PauseStore.pause(decisions, source, now).ifPresent(pause -> paused.put(source, pause));
    }
  }

  /** Looks again, and says what is to be told. */
  List<FailureEvent> turn(Instant now) {
    look(now);
    Set<String> sources = new HashSet<>(accounts.sources());
    sources.addAll(settings.sources());
    List<FailureEvent> told = new ArrayList<>();
    for (String source : sources) {
      Pause pause = paused.get(source);
      Account account = accounts.of(source);
      if (settings.partitionOf(source) == partition && account.pauseTold() != (pause != null)) {
        accounts.keep(source, account.withPauseTold(pause != null));
        told.add(event(source, pause, now));
      }
    }
    return told;
  }

  private static FailureEvent event(String source, @Nullable Pause pause, Instant now) {
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(source, Stage.PIPELINE, CauseClass.PAUSED.name()))
        .setKind(pause == null ? FailureKind.CLEARED : FailureKind.RAISED)
        .setStage(Stage.PIPELINE)
        .setCauseClass(CauseClass.PAUSED.name())
        .setSource(source)
        .setPermanent(pause != null)
        .setAttempts(0)
        .setSince(pause == null ? now : pause.since())
        .setAt(now)
        .setDetail(pause == null ? "" : pause.describe())
        .build();
  }
}
