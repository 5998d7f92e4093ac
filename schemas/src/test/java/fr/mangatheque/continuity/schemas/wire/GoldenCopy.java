package fr.mangatheque.continuity.schemas.wire;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecord;

/** What is kept of a release for ever: its schema, a record's bytes, and what they say. */
final class GoldenCopy {
  static final Path SCHEMAS = Path.of("src/main/resources/released");
  static final Path BYTES = Path.of("src/test/resources/released");

  private static final Path PROPOSAL = Path.of("target/golden");

  private GoldenCopy() {}

  /** Fails, having laid out the copy of the current schema as the next of its releases. */
  static <T extends SpecificRecord> void propose(Class<T> type, int version) throws IOException {
    T sample = Samples.full(type);
    byte[] bytes = StateSerdes.stateSerde(type).serializer().serialize("golden", sample);
    String name = type.getSimpleName() + "/v" + version;
    write(SCHEMAS.resolve(name + ".avsc"), PublishedSchema.of(sample.getSchema()).toString(true));
    write(BYTES.resolve(name + ".hex"), HexFormat.of().formatHex(bytes));
    write(
        BYTES.resolve(name + ".json"),
        new ObjectMapper().readTree(sample.toString()).toPrettyString());
    fail(
        """
        The schema of %s is not that of a golden copy. If the change is meant, run in schemas/
            cp -r %s/src .
        and commit the copy with the change. Never edit the copy of a release: records written with \
        it lie in topics. One that was never released may be replaced: delete it first.\
        """
            .formatted(type.getSimpleName(), PROPOSAL));
  }

  private static void write(Path file, String text) throws IOException {
    Path proposed = PROPOSAL.resolve(file);
    Files.createDirectories(proposed.getParent());
    Files.writeString(proposed, text + "\n");
  }
}
