package fr.mangatheque.continuity.producer.form;

import java.util.Map;
import java.util.Optional;

/**
 * What the kinds of S3 events do to objects, as AWS, MinIO and Ceph name them. Where a kind's
 * family says enough, members that are not known yet are read as the others: a hint too many costs
 * little.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">AWS</a>
 * @see <a href="https://docs.ceph.com/en/latest/radosgw/s3-notification-compatibility/">Ceph</a>
 */
final class S3Kinds {
  private static final Map<String, Effect> FAMILIES =
      Map.ofEntries(
          Map.entry("ObjectCreated:", Effect.CREATED),
          Map.entry("ObjectRemoved:", Effect.REMOVED),
          Map.entry("LifecycleExpiration:", Effect.REMOVED),
          Map.entry("LifecycleDelMarkerExpiration:", Effect.REMOVED),
          Map.entry("ObjectLifecycle:Expiration:", Effect.REMOVED),
          Map.entry("ObjectLifecycle:Transition:", Effect.NONE),
          Map.entry("ObjectTransition:", Effect.NONE),
          Map.entry("ObjectTagging:", Effect.NONE),
          Map.entry("ObjectAcl:", Effect.NONE),
          Map.entry("ObjectRestore:", Effect.NONE),
          Map.entry("ObjectAccessed:", Effect.NONE),
          Map.entry("Replication:Operation", Effect.NONE),
          Map.entry("Scanner:", Effect.NONE),
          Map.entry("BucketCreated:", Effect.NONE),
          Map.entry("BucketRemoved:", Effect.NONE));

  private S3Kinds() {}

  /**
   * @param eventName with or without {@code s3:} in front
   */
  static Effect effect(String eventName) {
    String name = bare(eventName);
    return switch (name) {
      case "ObjectSynced:Create", "Replication:Create" -> Effect.CREATED;
      case "ObjectSynced:Delete",
          "ObjectSynced:DeletionMarkerCreated",
          "Replication:Delete",
          "Replication:DeletionMarkerCreated",
          "ReducedRedundancyLostObject" ->
          Effect.REMOVED;
      case "ObjectCreated:PutTagging",
          "ObjectCreated:DeleteTagging",
          "ObjectCreated:PutRetention",
          "ObjectCreated:PutLegalHold",
          "ObjectRemoved:NoOP",
          "ObjectLifecycle:Expiration:NonCurrent",
          "ObjectLifecycle:Expiration:Noncurrent",
          "ObjectLifecycle:Expiration:AbortMultipartUpload",
          "ObjectLifecycle:Expiration:AbortMPU",
          "ObjectManyVersions",
          "ObjectLargeVersions",
          "PrefixManyFolders",
          "LifecycleTransition",
          "IntelligentTiering",
          "TestEvent" ->
          Effect.NONE;
      default -> ofFamily(name).orElse(Effect.UNKNOWN);
    };
  }

  /** The same without {@code s3:}. */
  static String bare(String eventName) {
    return eventName.startsWith("s3:") ? eventName.substring("s3:".length()) : eventName;
  }

  private static Optional<Effect> ofFamily(String name) {
    return FAMILIES.entrySet().stream()
        .filter(family -> name.startsWith(family.getKey()))
        .map(Map.Entry::getValue)
        .findAny();
  }
}
