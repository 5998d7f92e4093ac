package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.app.command.line.CommandFailure;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.config.SourceSettings;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.Binding;
import fr.mangatheque.continuity.storage.backup.BindingMismatchException;
import fr.mangatheque.continuity.storage.backup.PrefixBinding;
import fr.mangatheque.continuity.storage.limit.Caps;
import fr.mangatheque.continuity.storage.limit.Endpoint;
import fr.mangatheque.continuity.storage.limit.EndpointLimits;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens backups, and makes sure whose they are. */
final class Backups {
  private static final int SPARE_CONNECTIONS = 4;

  private final BackupPlace place;
  private final PatientReads reads;

  private Backups(BackupPlace place, PatientReads reads) {
    this.place = place;
    this.reads = reads;
  }

  static OpenBackup open(BackupPlace place, int atATime, InstantSource clock) {
    EndpointLimits limits = new EndpointLimits(2 * atATime, caps(place.configuration()), clock);
    S3ObjectStore store =
        S3ObjectStore.open(
            place.bucket().withMaxConnections(2 * atATime + SPARE_CONNECTIONS), clock);
    boolean opened = false;
    try {
      PatientReads reads = new PatientReads(OpenBackup.reads(store, limits, place));
      Held held = new Backups(place, reads).find();
      OpenBackup backup = new OpenBackup(place, held.layout(), held.binding(), store, limits);
      opened = true;
      return backup;
    } catch (StoreException e) {
      throw StoreAdvice.failure("the backup", e);
    } catch (BindingMismatchException e) {
      throw new CommandFailure(ExitCode.FAILED, e.getMessage());
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }

  private record Held(BackupLayout layout, @Nullable Binding binding) {}

  private static Map<Endpoint, Caps> caps(@Nullable Configuration configuration) {
    Map<Endpoint, Caps> caps = new HashMap<>();
    if (configuration != null) {
      for (SourceSettings source : configuration.sources().values()) {
        caps.merge(Endpoint.of(source.origin().endpoint()), source.originCaps(), Caps::and);
        caps.merge(Endpoint.of(source.backup().endpoint()), source.backupCaps(), Caps::and);
      }
    }
    return caps;
  }

  private Held find() {
    BackupLayout layout = place.layout();
    return layout == null ? search() : said(layout);
  }

  private Held said(BackupLayout layout) {
    Optional<Binding> binding = PrefixBinding.find(reads, layout);
    if (binding.isPresent()) {
      requireSource(layout, binding.get());
      return new Held(layout, binding.get());
    }
    if (holdsEntries(layout)) {
      return new Held(layout, null);
    }
    BackupSearch.Found found = BackupSearch.in(reads, reads);
    throw new CommandFailure(
        ExitCode.NOTHING,
        "there is no backup in "
            + where(layout.prefix())
            + ": no continuity.json and no entry;"
            + whatExists(found));
  }

  private void requireSource(BackupLayout layout, Binding binding) {
    String source = place.source();
    String bucket = place.settings().map(settings -> settings.origin().bucket()).orElse(null);
    boolean same =
        (source == null || source.equals(binding.source()))
            && (bucket == null || bucket.equals(binding.bucket()));
    if (!same) {
      throw new CommandFailure(
          ExitCode.NOTHING,
          where(layout.prefix())
              + " is the backup of source "
              + binding.source()
              + " in bucket "
              + binding.bucket()
              + ", not of "
              + source
              + (bucket == null ? "" : " in bucket " + bucket)
              + ": nothing is read from it under a wrong name");
    }
  }

  private boolean holdsEntries(BackupLayout layout) {
    return Stream.of(layout.objects(), layout.longs())
        .anyMatch(start -> !reads.list(ListQuery.firstPage(start, 1)).objects().isEmpty());
  }

  private Held search() {
    BackupSearch.Found found = BackupSearch.in(reads, reads);
    List<BackupSearch.Held> fitting =
        found.backups().stream()
            .filter(
                held -> place.source() == null || held.binding().source().equals(place.source()))
            .toList();
    if (fitting.size() == 1) {
      return new Held(fitting.getFirst().layout(), fitting.getFirst().binding());
    }
    if (fitting.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOTHING,
          "there is no backup"
              + (place.source() == null ? "" : " of " + place.source())
              + " in bucket "
              + place.bucket().bucket()
              + ";"
              + whatExists(found));
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "there are several backups in bucket "
            + place.bucket().bucket()
            + ": name one with --source or --backup-prefix;"
            + whatExists(found));
  }

  private String whatExists(BackupSearch.Found found) {
    String backups =
        found.backups().stream()
            .map(
                held ->
                    "source " + held.binding().source() + " in " + where(held.layout().prefix()))
            .collect(Collectors.joining(", "));
    String unbound =
        found.unbound().stream()
            .map(layout -> where(layout.prefix()) + " (--backup-prefix " + named(layout) + ")")
            .collect(Collectors.joining(", "));
    String unreadable = String.join("; ", found.troubles());
    return (backups.isEmpty() ? " there is none in this bucket" : " there are: " + backups)
        + (unbound.isEmpty() ? "" : "; and entries whose continuity.json is lost: " + unbound)
        + (unreadable.isEmpty() ? "" : "; and what cannot be read: " + unreadable)
        + (found.whole() ? "" : "; not all of the bucket was looked at, for much else is there");
  }

  private static String named(BackupLayout layout) {
    return layout.prefix().isEmpty() ? "''" : layout.prefix();
  }

  private String where(String prefix) {
    return "s3://" + place.bucket().bucket() + "/" + prefix;
  }
}
