package fr.mangatheque.continuity.testkit.s3;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a fault strikes.
 *
 * @param operations any when empty
 * @param bucket any when null
 * @param skip how many that match pass first
 * @param times how many it strikes at most
 * @param probability of striking each one
 */
record FaultMatch(
    Set<Operation> operations,
    @Nullable String bucket,
    Predicate<String> key,
    int skip,
    int times,
    double probability) {

  FaultMatch {
    if (skip < 0 || times < 1 || !(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "a fault strikes at least once, with a probability above 0 and up to 1");
    }
  }

  boolean matches(FaultTarget target) {
    return (operations.isEmpty() || operations.contains(target.operation()))
        && (bucket == null || bucket.equals(target.bucket()))
        && key.test(target.key());
  }
}
