package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.notifier.NotifierSettings;
import fr.mangatheque.continuity.processors.copy.CopySettings;
import fr.mangatheque.continuity.processors.guard.GuardPolicy;
import fr.mangatheque.continuity.processors.ledger.LedgerPolicy;
import fr.mangatheque.continuity.processors.scrub.ScrubBudget;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.intake.IntakeSettings;
import fr.mangatheque.continuity.producer.queue.QueueSettings;
import fr.mangatheque.continuity.schemas.wire.RegistrySettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a process is told, each part in the terms of those it is for. Immutable; what {@link
 * ConfigurationReader} hands out has been checked as a whole. No secret shows in {@code toString}.
 *
 * @param dataDir absolute
 * @param schemaRegistry null without a registry
 * @param sources by name, at least one
 * @param restoreTargets places beside the origins to restore to, by name
 * @param knownSources what events may be about, and by which names
 * @param queues that events are pulled from
 * @param jobs what is done by the clock
 * @param cdn which sources are behind a CDN
 * @param drills how restores are rehearsed
 * @param lookup where processes ask each other how an object stands
 * @param operator where operators ask and order
 */
public record Configuration(
    Path dataDir,
    KafkaSettings kafka,
    @Nullable RegistrySettings schemaRegistry,
    Map<String, SourceSettings> sources,
    Map<String, RestoreTarget> restoreTargets,
    IntakeSettings intake,
    KnownSources knownSources,
    List<QueueSettings> queues,
    JobsSettings jobs,
    CdnOptions cdn,
    DrillOptions drills,
    LookupSettings lookup,
    OperatorSettings operator,
    CopySettings copy,
    ScanOptions scan,
    LedgerPolicy ledger,
    ScrubBudget scrub,
    GuardPolicy guard,
    NotifierSettings notifier) {
  public Configuration {
    if (!dataDir.isAbsolute()) {
      throw new IllegalArgumentException("the data directory has an absolute path: " + dataDir);
    }
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("there is no source to protect");
    }
    queues = List.copyOf(queues);
    restoreTargets = Collections.unmodifiableMap(new LinkedHashMap<>(restoreTargets));
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
  }
}
