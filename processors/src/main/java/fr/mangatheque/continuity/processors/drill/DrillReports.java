package fr.mangatheque.continuity.processors.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.mangatheque.continuity.processors.restore.Attempts;
import fr.mangatheque.continuity.processors.restore.Retries;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Listing;
import fr.mangatheque.continuity.storage.ObjectCreator;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reports in the backup's bucket: {@code drills/<instant>/report.json}, and the same as a page
 * beside it. Thread-safe; blocks.
 */
public final class DrillReports {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String DATA = "report.json";
  private static final String PAGE = "report.html";
  private static final String ALL = "drills/";

  /** As many as a page's chart shows. */
  private static final int TREND = 24;

  private final ObjectReader reader;
  private final ObjectLister lister;
  private final BackupLayout layout;

  /** Of the backup of a source. */
  public DrillReports(ObjectReader reader, ObjectLister lister, BackupLayout layout) {
    this.reader = reader;
    this.lister = lister;
    this.layout = layout;
  }

  static Writer of(DrillStores stores) {
    return new Writer(
        new DrillReports(
            stores.backup().reader(), stores.backup().lister(), stores.backup().layout()),
        stores.reports(),
        new Attempts(Retries.USUAL));
  }

  /** Writes them; what fails in a way that may pass is tried again. */
  record Writer(DrillReports past, ObjectCreator creator, Attempts attempts) {
    /**
     * Keeps a report and its page.
     *
     * @return the name of the page in the bucket
     * @throws StoreException if they could not be kept
     */
    String write(DrillReport report) {
      List<DrillReport> trend =
          new ArrayList<>(attempts.of("LIST of past drills", () -> past.last(TREND - 1)).reports());
      trend.add(report);
      ObjectKey page = past.name(report.at(), PAGE);
      create(page, "text/html; charset=utf-8", DrillPage.of(report, trend));
      create(past.name(report.at(), DATA), "application/json", json(report));
      return page.value();
    }

    private void create(ObjectKey name, String type, String text) {
      ObjectHeaders headers = new ObjectHeaders(type, null, null, null, null, null, Map.of());
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      ObjectCreator.Creation written =
          attempts.of("PUT of " + name, () -> creator.create(name, Content.of(bytes), headers));
      // it may be ours, if the answer to the first attempt was lost
      if (written instanceof ObjectCreator.Creation.Exists
          && !attempts.of("GET of " + name, () -> past.holds(name, bytes))) {
        throw StoreException.of(
            StoreFault.REFUSED, name + " was there before this drill ended", null);
      }
    }
  }

  private ObjectKey name(Instant at, String file) {
    return layout.drill(TIME.format(at) + "/" + file);
  }

  private static String json(DrillReport report) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report can be written as JSON", e);
    }
  }

  /**
   * The latest of all.
   *
   * @param most as many as these
   * @throws StoreException if the backup could not tell
   */
  public DrillHistory last(int most) {
    List<ObjectKey> names = new ArrayList<>();
    Listing.of(lister, layout.prefix() + ALL)
        .forEachRemaining(
            object -> {
              if (object.key().value().endsWith("/" + DATA)) {
                names.add(object.key());
              }
            });
    List<DrillReport> reports = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (ObjectKey name : names.subList(Math.max(0, names.size() - most), names.size())) {
      try {
        read(name).ifPresent(reports::add);
      } catch (IOException e) {
        unreadable.add(name.value());
      }
    }
    return new DrillHistory(reports, unreadable);
  }

  private boolean holds(ObjectKey name, byte[] bytes) {
    try (ObjectReader.Read read = reader.get(name, null)) {
      return read instanceof ObjectReader.Read.Found found
          && Arrays.equals(found.body().readAllBytes(), bytes);
    } catch (IOException e) {
      throw StoreException.of(StoreFault.CUT_SHORT, "cannot read " + name, e);
    }
  }

  private Optional<DrillReport> read(ObjectKey name) throws IOException {
    try (ObjectReader.Read read = reader.get(name, null)) {
      return switch (read) {
        case ObjectReader.Read.Found found ->
            Optional.of(JSON.readValue(found.body().readAllBytes(), DrillReport.class));
        case ObjectReader.Read.Absent _, ObjectReader.Read.NotModified _ -> Optional.empty();
      };
    }
  }

  /** Where the page of a report is. */
  public String page(DrillReport report) {
    return name(report.at(), PAGE).value();
  }
}
