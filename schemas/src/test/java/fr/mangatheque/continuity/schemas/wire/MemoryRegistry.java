package fr.mangatheque.continuity.schemas.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** A registry in memory that counts what it is asked and can be out of reach. */
final class MemoryRegistry implements SchemaRegistry {
  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, Integer> idsBySubject = new HashMap<>();
  private boolean reachable = true;
  private int asked;

  synchronized MemoryRegistry reachable(boolean reachable) {
    this.reachable = reachable;
    return this;
  }

  synchronized int asked() {
    return asked;
  }

  synchronized Map<String, Integer> idsBySubject() {
    return Map.copyOf(idsBySubject);
  }

  synchronized int add(Schema schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  @Override
  public synchronized int idOf(String subject, Schema schema) {
    ask();
    int id = add(schema);
    idsBySubject.put(subject, id);
    return id;
  }

  @Override
  public synchronized Schema schemaOf(int id) {
    ask();
    if (id < 1 || id > schemas.size()) {
      throw new SerializationException("the registry has no schema " + id);
    }
    return schemas.get(id - 1);
  }

  private void ask() {
    asked++;
    if (!reachable) {
      throw new RegistryException("out of reach", new IOException("refused"));
    }
  }

  @Override
  public void close() {
    reachable(false);
  }
}
