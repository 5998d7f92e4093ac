package fr.mangatheque.continuity.schemas.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Confluent's own client. The only class that names it: with Confluent's repository at hand, change
 * its imports to {@code io.confluent.kafka.schemaregistry} and the dependency in the POM.
 */
final class ConfluentSchemaRegistry implements SchemaRegistry {
  private static final int SCHEMAS_AT_MOST = 1000;
  private static final int SCHEMA_NOT_FOUND = 40403;

  private final RegistrySettings settings;
  private final SchemaRegistryClient client;
  private final boolean registers;

  ConfluentSchemaRegistry(RegistrySettings settings) {
    this.settings = settings;
    this.client =
        new CachedSchemaRegistryClient(
            List.of(settings.url().strip().split("\\s*,\\s*")),
            SCHEMAS_AT_MOST,
            configuration(settings.properties()));
    this.registers =
        Boolean.parseBoolean(settings.properties().getOrDefault("auto.register.schemas", "true"));
  }

  private static Map<String, Object> configuration(Map<String, String> properties) {
    Map<String, Object> all = new HashMap<>();
    // The client would wait a minute for each, and whoever calls us polls Kafka.
    all.put("http.connect.timeout.ms", "2000");
    all.put("http.read.timeout.ms", "10000");
    if (properties.containsKey("basic.auth.user.info")) {
      all.put("basic.auth.credentials.source", "USER_INFO");
    }
    all.putAll(properties);
    return all;
  }

  @Override
  public int idOf(String subject, Schema schema) {
    try {
      AvroSchema confluent = new AvroSchema(schema.toString());
      return registers ? client.register(subject, confluent) : client.getId(subject, confluent);
    } catch (RestClientException e) {
      throw new RegistryException(
          "The schema registry at %s did not take or does not know the schema %s for the subject %s (HTTP %d): %s"
              .formatted(place(), schema.getFullName(), subject, e.getStatus(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new RegistryException(
          "The schema registry at %s could not be asked about the subject %s: %s"
              .formatted(place(), subject, e),
          e);
    }
  }

  @Override
  public Schema schemaOf(int id) {
    try {
      ParsedSchema schema = client.getSchemaById(id);
      if (schema instanceof AvroSchema avro) {
        return new Schema.Parser().parse(avro.rawSchema().toString());
      }
      throw new SerializationException("its schema %d is not Avro".formatted(id));
    } catch (RestClientException e) {
      if (e.getErrorCode() == SCHEMA_NOT_FOUND) {
        throw new SerializationException(
            "the schema registry at %s has no schema %d".formatted(place(), id), e);
      }
      throw notAsked(id, e);
    } catch (IOException e) {
      // The client's word for a schema of another kind (JSON, Protobuf) than it was asked to parse.
      if (String.valueOf(e.getMessage()).startsWith("Invalid schema")) {
        throw new SerializationException("its schema %d is not Avro".formatted(id), e);
      }
      throw notAsked(id, e);
    }
  }

  private RegistryException notAsked(int id, Exception e) {
    return new RegistryException(
        "The schema registry at %s could not be asked for schema %d: %s".formatted(place(), id, e),
        e);
  }

  private String place() {
    return settings.place();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
