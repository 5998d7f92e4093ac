package fr.mangatheque.continuity.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Every schema a record was ever released with, from resources {@code
 * /released/<record>/v<number>.avsc}, numbered from 1 without gaps.
 */
final class ReleasedSchemas {
  private ReleasedSchemas() {}

  /** Oldest first; empty if none was released. */
  static List<Schema> of(Class<?> type) {
    List<Schema> released = new ArrayList<>();
    while (true) {
      String name = "/released/" + type.getSimpleName() + "/v" + (released.size() + 1) + ".avsc";
      try (InputStream schema = type.getResourceAsStream(name)) {
        if (schema == null) {
          return List.copyOf(released);
        }
        released.add(new Schema.Parser().parse(schema));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the packaged schema " + name, e);
      }
    }
  }
}
