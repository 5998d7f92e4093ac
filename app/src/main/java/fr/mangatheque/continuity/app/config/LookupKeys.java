package fr.mangatheque.continuity.app.config;

import java.net.URI;
import java.util.List;

/** The keys about where processes ask each other how an object stands. */
final class LookupKeys {
  static final Key<URI> ADVERTISE =
      Key.of(
              "intake.advertise",
              ValueType.PROCESS,
              "Where the other processes reach this one over HTTP. Needed in each that runs the"
                  + " processors, where several do, all with the same scheme: GET /v1/objects is"
                  + " answered by the one that keeps the object's partition, and they pass it on"
                  + " with its token.")
          .otherwise("none: this process alone is asked")
          .example("host-1:8080");
  static final Key<URI> LEDGER =
      Key.of(
              "intake.ledger",
              ValueType.PROCESS,
              "A process that runs the processors: one that does not passes GET /v1/objects on to"
                  + " it.")
          .otherwise("none: such a process answers 503 to it")
          .example("http://host-1:8080");

  static final List<Key<?>> ALL = List.of(ADVERTISE, LEDGER);

  private LookupKeys() {}
}
