package fr.mangatheque.continuity.producer.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3KindsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectCreated:Put",
        "ObjectCreated:Post",
        "ObjectCreated:Copy",
        "ObjectCreated:CompleteMultipartUpload",
        "ObjectCreated:SomethingNew",
        "ObjectSynced:Create",
        "Replication:Create"
      })
  void theseCreate(String name) {
    assertThat(S3Kinds.effect(name)).isEqualTo(Effect.CREATED);
    assertThat(S3Kinds.effect("s3:" + name)).isEqualTo(Effect.CREATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectRemoved:Delete",
        "ObjectRemoved:DeleteMarkerCreated",
        "ObjectRemoved:DeleteAllVersions",
        "LifecycleExpiration:Delete",
        "LifecycleExpiration:DeleteMarkerCreated",
        "LifecycleDelMarkerExpiration:Delete",
        "ObjectLifecycle:Expiration:Current",
        "ObjectLifecycle:Expiration:DeleteMarker",
        "ObjectSynced:Delete",
        "ReducedRedundancyLostObject"
      })
  void theseRemove(String name) {
    assertThat(S3Kinds.effect(name)).isEqualTo(Effect.REMOVED);
    assertThat(S3Kinds.effect("s3:" + name)).isEqualTo(Effect.REMOVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TestEvent",
        "ObjectTagging:Put",
        "ObjectTagging:Delete",
        "ObjectAcl:Put",
        "ObjectRestore:Post",
        "ObjectRestore:Completed",
        "ObjectRestore:Delete",
        "LifecycleTransition",
        "IntelligentTiering",
        "Replication:OperationFailedReplication",
        "Replication:OperationNotTracked",
        "ObjectCreated:PutTagging",
        "ObjectCreated:DeleteTagging",
        "ObjectCreated:PutRetention",
        "ObjectCreated:PutLegalHold",
        "ObjectRemoved:NoOP",
        "ObjectAccessed:Get",
        "ObjectAccessed:Head",
        "ObjectTransition:Complete",
        "Scanner:ManyVersions",
        "Scanner:BigPrefix",
        "BucketCreated:*",
        "BucketRemoved:*",
        "ObjectLifecycle:Expiration:NonCurrent",
        "ObjectLifecycle:Expiration:AbortMultipartUpload",
        "ObjectLifecycle:Transition:Current"
      })
  void theseChangeNothing(String name) {
    assertThat(S3Kinds.effect(name)).isEqualTo(Effect.NONE);
    assertThat(S3Kinds.effect("s3:" + name)).isEqualTo(Effect.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s3:", "s3:s3:ObjectCreated:Put", "objectcreated:put", "Created"})
  void nobodyKnowsOthers(String name) {
    assertThat(S3Kinds.effect(name)).isEqualTo(Effect.UNKNOWN);
  }
}
