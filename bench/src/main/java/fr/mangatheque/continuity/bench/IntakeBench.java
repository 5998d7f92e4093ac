package fr.mangatheque.continuity.bench;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.Topics;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import fr.mangatheque.continuity.schemas.wire.WireSerdes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many events the intake takes, next to Kafka's own producer benchmark against the same broker:
 * acknowledged by all replicas on either side, records of the same size, in turns.
 */
final class IntakeBench {
  private static final int WARM_UP = 5;

  private final int events;
  private final int batch;
  private final int connections;
  private final int rounds;
  private final PrintStream out;

  IntakeBench(int events, int batch, int connections, int rounds, PrintStream out) {
    this.events = events;
    this.batch = batch;
    this.connections = connections;
    this.rounds = rounds;
    this.out = out;
  }

  /** What came out, of the intake and of Kafka's benchmark. */
  record Result(List<Round> intake, List<Round> producer) {}

  /**
   * @param directory of the broker's records
   */
  Result run(Path directory) throws IOException {
    // The heap and the collector that the launcher gives.
    List<String> jvm = List.of("-Xms128m", "-Xmx768m", "-XX:+UseSerialGC");
    try (Child server = Child.start(IntakeServer.class, jvm, List.of(directory.toString()))) {
      String[] place = server.answer().split(" ");
      int size = recordSize();
      intake(server, place[1], Math.max(batch, events / WARM_UP));
      producer(server, place[0], size, Math.max(1, events / WARM_UP));
      List<Round> ours = new ArrayList<>();
      List<Round> theirs = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        ours.add(tell("intake", intake(server, place[1], events)));
        theirs.add(tell("producer", producer(server, place[0], size, events)));
      }
      tell("intake, median", Round.median(ours));
      tell("producer, median", Round.median(theirs));
      out.printf(
          "records of %d bytes, batches of %d, %d connections, %d events a round%n",
          size, batch, connections, events);
      return new Result(ours, theirs);
    }
  }

  private Round intake(Child server, String port, int count) throws IOException {
    List<String> arguments =
        List.of(port, String.valueOf(count), String.valueOf(batch), String.valueOf(connections));
    String[] told = sided(server, IntakeLoad.class, arguments);
    if (Long.parseLong(told[2]) > 0) {
      throw new IOException(told[2] + " of the requests were refused: nothing is measured");
    }
    return round(count, told);
  }

  private Round producer(Child server, String broker, int size, int count) throws IOException {
    String topic =
        Topics.of(IntakeServer.PEER, WireSerdes.open(Optional.empty())).objectChanges().name();
    List<String> arguments = List.of(broker, topic, String.valueOf(count), String.valueOf(size));
    return round(count, sided(server, ProducerLoad.class, arguments));
  }

  /** What a load tells, and last the server's CPU meanwhile. */
  private static String[] sided(Child server, Class<?> load, List<String> arguments)
      throws IOException {
    long before = Long.parseLong(server.ask("cpu"));
    String told;
    try (Child client = Child.start(load, List.of("-Xmx256m"), arguments)) {
      told = client.answer();
    }
    long used = Long.parseLong(server.ask("cpu")) - before;
    return (told + " " + used).split(" ");
  }

  private static Round round(int count, String[] told) {
    return new Round(
        count,
        Long.parseLong(told[0]),
        Long.parseLong(told[told.length - 1]),
        Long.parseLong(told[1]));
  }

  private Round tell(String side, Round round) {
    out.printf(
        "%-17s %,9.0f events/s   server CPU %6.1f µs an event   client CPU %6.1f µs an event%n",
        side, round.perSecond(), round.serverMicros(), round.clientMicros());
    return round;
  }

  /** As large as what the intake writes for such an event, key included. */
  private static int recordSize() {
    ObjectId id = new ObjectId(IntakeServer.SOURCE, "mangas/one-piece/chapters/1234/pages/12.webp");
    Instant now = Instant.ofEpochMilli(1_790_000_000_000L);
    ObjectChange change =
        ObjectChange.newBuilder()
            .setId("019e5b9e-5a3b-7000-8f3c-2d1a64f0c9b1")
            .setSource(id.source())
            .setObjectKey(id.objectKey())
            .setKind(ChangeKind.CREATED)
            .setSender("bench")
            .setOccurredAt(now)
            .setReceivedAt(now)
            .setEtag("9b2cf535f27731c974343645a3985328")
            .setSize(204_800L)
            .build();
    try (WireSerdes serdes = WireSerdes.open(Optional.empty())) {
      var topic = Topics.of("", serdes).objectChanges();
      byte[] value = topic.valueSerde().serializer().serialize(topic.name(), change);
      return value.length + id.toString().length();
    }
  }
}
