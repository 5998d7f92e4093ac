package fr.mangatheque.continuity.producer.form;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class R2FormTest {
  private static final String PUT =
      """
      {"account":"3f4b7e3dcab231cbfdaa90a6a28bd548","action":"PutObject","bucket":"manga",
       "object":{"key":"covers/one+piece%201.jpg","size":65536,
                 "eTag":"c846ff7a18f28c2e262116d6e8719ef0"},
       "eventTime":"2024-05-24T19:36:44.379Z"}
      """;

  private static final String DELETE =
      """
      {"account":"3f4b7e3dcab231cbfdaa90a6a28bd548","action":"DeleteObject","bucket":"manga",
       "object":{"key":"covers/1.jpg"},"eventTime":"2024-05-24T19:36:44.379Z"}
      """;

  private final R2Form form = new R2Form(Parsed.SOURCES, 3);

  private Parsed parse(String body) {
    return Parsed.by(form, body);
  }

  @Test
  void anUploadIsHintedWithAllThatR2Knows() {
    assertThat(parse(PUT).hints())
        .containsExactly(
            new Hint(
                new ObjectId("uploads", "covers/one+piece%201.jpg"),
                ChangeKind.CREATED,
                "c846ff7a18f28c2e262116d6e8719ef0",
                65536L,
                null,
                Instant.parse("2024-05-24T19:36:44.379Z")));
  }

  @Test
  void aRemovalHasNoSizeOrETag() {
    Hint hint = parse(DELETE).hint();

    assertThat(hint.kind()).isEqualTo(ChangeKind.REMOVED);
    assertThat(hint.object()).isEqualTo(new ObjectId("uploads", "covers/1.jpg"));
    assertThat(hint.etag()).isNull();
    assertThat(hint.size()).isNull();
  }

  @Test
  void aCopyIsAboutWhereItWentNotWhereItCameFrom() {
    String copy =
        PUT.replace("PutObject", "CopyObject")
            .replace(
                "\"eventTime\"",
                "\"copySource\":{\"bucket\":\"elsewhere\",\"object\":\"covers/old.jpg\"},"
                    + "\"eventTime\"");

    assertThat(parse(copy).hint().object().objectKey()).isEqualTo("covers/one+piece%201.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PutObject", "CopyObject", "CompleteMultipartUpload"})
  void theseCreate(String action) {
    assertThat(parse(PUT.replace("PutObject", action)).hint().kind()).isEqualTo(ChangeKind.CREATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeleteObject", "LifecycleDeletion"})
  void theseRemove(String action) {
    assertThat(parse(PUT.replace("PutObject", action)).hint().kind()).isEqualTo(ChangeKind.REMOVED);
  }

  @Test
  void otherActionsArePassedOverAsUnknown() {
    Parsed parsed = parse("[" + PUT.replace("PutObject", "Transmogrify") + "," + PUT + "]");

    assertThat(parsed.passedOver()).containsExactly("Transmogrify unknown uploads");
    assertThat(parsed.hints()).hasSize(1);
  }

  @Test
  void anUnknownActionNeedsNoBucketOfOurs() {
    assertThat(parse("{\"action\":\"x\",\"bucket\":\"shared\"}").passedOver())
        .containsExactly("x unknown null");
    assertThat(parse("{\"action\":\"x\",\"bucket\":7}").passedOver())
        .containsExactly("x unknown null");
  }

  @Test
  void severalComeInTheirOrder() {
    assertThat(parse("[" + DELETE + "," + PUT + "]").hints())
        .extracting(Hint::kind)
        .containsExactly(ChangeKind.REMOVED, ChangeKind.CREATED);
  }

  @Test
  void anUnknownBucketHearsTheKnownOnes() {
    assertThat(parse(PUT.replace("\"manga\"", "\"mango\"")).detail())
        .isEqualTo("there is no bucket 'mango' here; the buckets are: faces, manga, shared");
  }

  @Test
  void aBucketOfSeveralSourcesHearsWhoDecides() {
    assertThat(parse(PUT.replace("\"manga\"", "\"shared\"")).detail())
        .contains("avatars, uploads")
        .contains("intake.buckets");
  }

  @Test
  void everyFaultIsToldWithItsPlace() {
    String bad = "{\"action\":\"PutObject\",\"object\":{\"key\":\"\",\"size\":-1,\"eTag\":4}}";

    assertThat(parse("[" + PUT + "," + bad + ",[]]").faults())
        .containsExactly("1 /bucket", "1 /object/key", "1 /object/eTag", "1 /object/size", "2 ");
    assertThat(parse("{}").faults()).containsExactly("0 /action");
    assertThat(parse("[]").faults()).containsExactly("- ");
    assertThat(parse("{\"action\":\"PutObject\",\"bucket\":\"manga\",\"object\":[]}").faults())
        .containsExactly("0 /object");
  }

  @Test
  void aFieldGivenTwiceIsAFaultWhereverItIs() {
    String twice = PUT.replace("\"size\":65536", "\"size\":65536,\"key\":\"other\"");

    assertThat(parse(twice).faults()).containsExactly("0 /object/key");
    assertThat(parse(PUT.replace("\"account\"", "\"x\":[{\"a/b\":1,\"a/b\":2}],\"a\"")).faults())
        .containsExactly("0 /x/0/a~1b");
  }

  @Test
  void moreThanTheLimitIsToldAsThat() {
    assertThat(parse("[" + "{},".repeat(3) + "{}]").events())
        .isEqualTo(new ParsedEvents.TooMany(3));
  }
}
