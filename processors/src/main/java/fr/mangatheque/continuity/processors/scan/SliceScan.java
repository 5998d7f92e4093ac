package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.schemas.event.ScanRequest;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.storage.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** Lists slices and tells what it sees. Thread-safe; calls block. */
final class SliceScan {
  /** The rest is for the next slice: one that is lost costs no more than this. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Map<String, ScanSource> sources;
  private final String worker;
  private final InstantSource clock;

  SliceScan(Map<String, ScanSource> sources, String worker, InstantSource clock) {
    this.sources = Map.copyOf(sources);
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * What came of a slice; all hints of it were handed to {@code telling}.
   *
   * @throws KafkaException if these could not be told
   */
  ScanResult scan(ScanRequest request, Telling telling) {
    ScanSource source = sources.get(request.getSource());
    if (source == null) {
      return failed(
          request,
          Causes.of(CauseClass.REFUSED, "there is no source " + request.getSource() + " here"));
    }
    try {
      return switch (request.getSide()) {
        case SOURCE -> listed(request, new SourceSlice(source, request, telling, clock));
        case BACKUP -> listed(request, new BackupSlice(source, request, telling, worker, clock));
        case UNKNOWN ->
            failed(request, Causes.of(CauseClass.INTERNAL, "a side that this version has not"));
      };
    } catch (StoreException e) {
      return failed(request, Causes.of(e));
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      return failed(request, Causes.of(CauseClass.INTERNAL, String.valueOf(e)));
    }
  }

  private ScanResult listed(ScanRequest request, SliceReader reader) {
    SliceListing listing = reader.listing();
    long end = System.nanoTime() + LONGEST.toNanos();
    ScanOutcome outcome =
        listing.list(request.getPages(), () -> System.nanoTime() >= end, reader::take);
    ScanResult.Builder result = result(request);
    reader.end(outcome, result);
    return result
        .setOutcome(outcome)
        .setNext(outcome == ScanOutcome.MORE ? listing.last() : null)
        .setPages(listing.pages())
        .setServerDate(listing.date())
        .setAt(clock.instant())
        .build();
  }

  private ScanResult failed(ScanRequest request, Cause cause) {
    return result(request)
        .setOutcome(ScanOutcome.FAILED)
        .setCause(cause)
        .setAt(clock.instant())
        .build();
  }

  private static ScanResult.Builder result(ScanRequest request) {
    return ScanResult.newBuilder()
        .setScanId(request.getScanId())
        .setSource(request.getSource())
        .setSide(request.getSide())
        .setShard(request.getShard())
        .setSlice(request.getSlice())
        .setAttempt(request.getAttempt());
  }
}
