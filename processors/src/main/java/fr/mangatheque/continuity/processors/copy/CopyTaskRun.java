package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.ReasonHeader;
import fr.mangatheque.continuity.schemas.deadletter.Decoded;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.wire.RegistryException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One delivered record, worked on by a virtual thread of its own. */
final class CopyTaskRun implements TaskPool.Task {
  private static final long TYPICAL_SIZE = 512 * 1024;

  private final CopyContext context;
  private final Delivered delivered;
  private final ConsumerRecord<byte[], byte[]> record;
  private final ResultSender sender;
  private final int rank;
  private volatile boolean cancelled;
  private volatile @Nullable Deadline deadline;

  CopyTaskRun(
      CopyContext context,
      Delivered delivered,
      ConsumerRecord<byte[], byte[]> record,
      ResultSender sender) {
    this.context = context;
    this.delivered = delivered;
    this.record = record;
    this.sender = sender;
    // the request itself may take a schema registry to read
    this.rank = CopyUse.dueTo(ReasonHeader.read(record.headers())).ordinal();
  }

  Delivered delivered() {
    return delivered;
  }

  TopicPartition partition() {
    return delivered.assigned().partition();
  }

  @Override
  public int rank() {
    return rank;
  }

  @Override
  public void run() {
    try {
      if (!cancelled) {
        answer();
      }
    } catch (Throwable e) {
      // nothing may be lost between a delivered record and its offset: all is delivered again
      sender.failed(e);
    }
  }

  private void answer() {
    switch (decode()) {
      case Decoded.Unreadable<CopyRequest> unreadable ->
          sender.unreadable(record, unreadable.why(), delivered);
      case Decoded.Readable<CopyRequest> readable ->
          copy(readable.value()).ifPresent(result -> sender.send(result, delivered));
    }
  }

  private Decoded<CopyRequest> decode() throws RegistryException {
    return context.decoder().decode(record);
  }

  private Optional<CopyResult> copy(CopyRequest request) {
    long size = expectedSize(request);
    try (Deadline limit = new Deadline(context.settings().allowance(), size, context.timer())) {
      deadline = limit;
      if (cancelled) {
        return Optional.empty();
      }
      return context.copier().copy(request, delivered.mayHaveBeenTried(), size, limit);
    } catch (RuntimeException | Error e) {
      // delivered again it would fail again, and keep all others from being told
      return cancelled ? Optional.empty() : Optional.of(context.copier().unforeseen(request, e));
    }
  }

  private static long expectedSize(CopyRequest request) {
    if (request.getSize() != null) {
      return request.getSize();
    }
    Entry greatest = request.getGreatest();
    return greatest == null ? TYPICAL_SIZE : greatest.getSize();
  }

  @Override
  public void cancel() {
    cancelled = true;
    Deadline running = deadline;
    if (running != null) {
      running.cancel();
    }
  }
}
