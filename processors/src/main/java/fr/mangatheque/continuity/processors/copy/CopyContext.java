package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.KafkaConnection;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.deadletter.DeadLetters;
import fr.mangatheque.continuity.schemas.deadletter.RecordDecoder;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import java.util.concurrent.ScheduledExecutorService;

/** What the parts of a worker share for as long as it lives. */
record CopyContext(
    KafkaConnection kafka,
    Topics topics,
    CopySettings settings,
    Copier copier,
    RecordDecoder<CopyRequest> decoder,
    DeadLetters deadLetters,
    ScheduledExecutorService timer,
    CopyMetrics metrics,
    Failpoints failpoints) {}
