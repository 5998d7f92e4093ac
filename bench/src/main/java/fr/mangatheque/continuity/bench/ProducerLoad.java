package fr.mangatheque.continuity.bench;

import org.apache.kafka.tools.ProducerPerformance;

/** Kafka's own producer benchmark, in a process whose CPU is told. */
final class ProducerLoad {
  private ProducerLoad() {}

  /** Arguments: bootstrap servers, topic, records, their size. Tells wall and CPU nanoseconds. */
  public static void main(String[] arguments) throws Exception {
    long cpu = Cpu.nanos();
    long start = System.nanoTime();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    System.out.println(
                        "=" + (System.nanoTime() - start) + " " + (Cpu.nanos() - cpu))));
    ProducerPerformance.main(
        new String[] {
          "--bootstrap-server",
          arguments[0],
          "--topic",
          arguments[1],
          "--num-records",
          arguments[2],
          "--record-size",
          arguments[3],
          "--throughput",
          "-1",
          "--command-property",
          "acks=all",
          "linger.ms=5"
        });
  }
}
