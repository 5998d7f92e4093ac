package fr.mangatheque.continuity.producer.form;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBridgeFormTest {
  static final String CREATED =
      """
      {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"Object Created",
       "source":"aws.s3","account":"111122223333","time":"2021-11-12T00:00:00Z",
       "region":"ca-central-1","resources":["arn:aws:s3:::manga"],
       "detail":{"version":"0","bucket":{"name":"manga"},
         "object":{"key":"covers/one+piece%201.jpg","size":5,
           "etag":"b1946ac92492d2347c6235b4d2611184",
           "version-id":"IYV3p45BT0ac8hjHg1houSdS1a.Mro8e","sequencer":"617f08299329d189"},
         "request-id":"N4N7GDK58NMKJ12R","requester":"123456789012",
         "source-ip-address":"1.2.3.4","reason":"PutObject"}}
      """;

  private final EventBridgeForm form = new EventBridgeForm(Parsed.SOURCES, 3);

  private Parsed parse(String body) {
    return Parsed.by(form, body);
  }

  @Test
  void anUploadIsHintedUnderItsKeyAsItIs() {
    assertThat(parse(CREATED).hints())
        .containsExactly(
            new Hint(
                new ObjectId("uploads", "covers/one+piece%201.jpg"),
                ChangeKind.CREATED,
                "b1946ac92492d2347c6235b4d2611184",
                5L,
                null,
                Instant.parse("2021-11-12T00:00:00Z"),
                "617f08299329d189"));
  }

  @Test
  void aDeletionIsAHintTooAndSaysLess() {
    String deleted =
        """
        {"version":"0","id":"2ee9cc15-d022-99ea-1fb8-1b1bac4850f9","detail-type":"Object Deleted",
         "source":"aws.s3","account":"111122223333","time":"2021-11-12T00:00:00Z",
         "region":"ca-central-1","resources":["arn:aws:s3:::manga"],
         "detail":{"version":"0","bucket":{"name":"manga"},
           "object":{"key":"k","etag":"d41d8cd98f00b204e9800998ecf8427e",
             "version-id":"1QW9g1Z99LUNbvaaYVpW9xDlOLU.qxgF","sequencer":"617f0837b476e463"},
           "request-id":"0BH729840619AG5K","requester":"123456789012",
           "source-ip-address":"1.2.3.4","reason":"DeleteObject",
           "deletion-type":"Delete Marker Created"}}
        """;

    assertThat(parse(deleted).hint().kind()).isEqualTo(ChangeKind.REMOVED);
    assertThat(parse("[" + deleted + "," + CREATED + "]").hints()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object Restore Initiated",
        "Object Restore Completed",
        "Object Restore Expired",
        "Object Storage Class Changed",
        "Object Access Tier Changed",
        "Object ACL Updated",
        "Object Tags Added",
        "Object Tags Deleted"
      })
  void whatChangesNothingIsPassedOver(String type) {
    assertThat(parse(CREATED.replace("Object Created", type)).passedOver())
        .containsExactly(type + " known uploads");
  }

  @Test
  void otherEventsArePassedOverAsUnknown() {
    assertThat(parse(CREATED.replace("Object Created", "Object Polished")).passedOver())
        .containsExactly("Object Polished unknown uploads");
    assertThat(parse(CREATED.replace("aws.s3", "aws.ec2")).passedOver())
        .containsExactly("aws.ec2 Object Created unknown null");
  }

  @Test
  void everyFaultIsToldWithItsPlace() {
    String bad =
        """
        {"source":"aws.s3","detail-type":"Object Created","time":"now",
         "detail":{"bucket":{},"object":{"key":1,"size":-1}}}
        """;

    assertThat(parse("[" + CREATED + "," + bad + "]").faults())
        .containsExactly(
            "1 /detail/bucket/name", "1 /detail/object/key", "1 /detail/object/size", "1 /time");
    assertThat(parse("{}").faults()).containsExactly("0 /source", "0 /detail-type");
    assertThat(parse(CREATED.replace("\"detail\"", "\"detail\":{},\"detail\"")).faults())
        .containsExactly("0 /detail");
  }
}
