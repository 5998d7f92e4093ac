package fr.mangatheque.continuity.schemas.wire;

/** What precedes the Avro binary of a record: it names the schema it was written with. */
@FunctionalInterface
interface Preamble {
  byte[] of(String topic);
}
