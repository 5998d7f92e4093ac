package fr.mangatheque.continuity.testkit.s3;

import java.util.Set;

/** An access key with its secret and what it may do on every bucket of the server. */
public record Credential(String accessKeyId, String secretAccessKey, Set<Right> rights) {
  public Credential {
    if (accessKeyId.isEmpty() || secretAccessKey.isEmpty()) {
      throw new IllegalArgumentException("an access key and its secret cannot be empty");
    }
    rights = Set.copyOf(rights);
  }

  boolean may(Right right) {
    return rights.contains(right);
  }

  @Override
  public String toString() {
    return "Credential[" + accessKeyId + ", " + rights + "]";
  }
}
