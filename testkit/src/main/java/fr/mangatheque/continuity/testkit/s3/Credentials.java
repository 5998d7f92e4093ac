package fr.mangatheque.continuity.testkit.s3;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The access keys a server knows. Changes hold from the next request on; safe for any thread. */
public final class Credentials {
  private final Map<String, Credential> byId = new ConcurrentHashMap<>();
  private final AtomicInteger created = new AtomicInteger();
  private final Credential root;

  Credentials() {
    root = create(Right.values());
  }

  /** The one that may do everything, made with the server. */
  public Credential root() {
    return root;
  }

  /** Makes a new access key that has these rights and no other. */
  public Credential create(Right... rights) {
    int number = created.incrementAndGet();
    var credential =
        new Credential(
            "AKIATEST%08d".formatted(number),
            "testSecretAccessKey/%020d".formatted(number),
            Set.of(rights));
    byId.put(credential.accessKeyId(), credential);
    return credential;
  }

  /** Makes this access key known, with its secret and rights, in place of any of the same id. */
  public void add(Credential credential) {
    byId.put(credential.accessKeyId(), credential);
  }

  /** Leaves the key valid with these rights and no other: what is missing is AccessDenied. */
  public void restrict(Credential credential, Right... rights) {
    var kept = EnumSet.noneOf(Right.class);
    kept.addAll(Set.of(rights));
    byId.put(
        credential.accessKeyId(),
        new Credential(credential.accessKeyId(), credential.secretAccessKey(), kept));
  }

  /** Forgets the key: its requests are answered InvalidAccessKeyId until it is added again. */
  public void revoke(Credential credential) {
    byId.remove(credential.accessKeyId());
  }

  Optional<Credential> find(String accessKeyId) {
    return Optional.ofNullable(byId.get(accessKeyId));
  }
}
