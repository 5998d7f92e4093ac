package fr.mangatheque.continuity.app.broker;

import java.nio.file.Path;

/** A process that holds a broker until it is killed: {@code BrokerProcess <directory>}. */
final class BrokerProcess {
  private BrokerProcess() {}

  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws InterruptedException {
    long start = System.nanoTime();
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0)) {
      System.err.printf("started in %d ms%n", (System.nanoTime() - start) / 1_000_000);
      System.out.println(broker.bootstrapServers());
      Thread.currentThread().join();
    }
  }
}
