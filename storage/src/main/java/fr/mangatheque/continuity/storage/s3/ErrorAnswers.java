package fr.mangatheque.continuity.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Makes of an answer that is an error what the SDK would throw.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error
 *     responses</a>
 */
final class ErrorAnswers {
  private static final int LONGEST = 64 * 1024;
  private static final int UNAVAILABLE = 503;
  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XML.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  private ErrorAnswers() {}

  /**
   * Reads the error to its end, as far as it is of a sensible length, and closes it.
   *
   * @throws IOException if it breaks off
   */
  static S3Exception read(SdkHttpResponse head, AbortableInputStream body) throws IOException {
    byte[] text = body.readNBytes(LONGEST);
    if (text.length == LONGEST) {
      body.abort();
    } else {
      body.close();
    }
    Map<String, String> said = fields(text);
    var error =
        S3Exception.builder()
            .statusCode(head.statusCode())
            .requestId(head.firstMatchingHeader("x-amz-request-id").orElse(said.get("RequestId")))
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode(said.getOrDefault("Code", unsaid(head, text.length)))
                    .errorMessage(said.getOrDefault("Message", ""))
                    .sdkHttpResponse(head)
                    .build());
    return (S3Exception) error.build();
  }

  /** An answer to HEAD has no body to say so. */
  private static String unsaid(SdkHttpResponse head, int length) {
    return head.statusCode() == UNAVAILABLE && length == 0 ? "SlowDown" : "";
  }

  /** What stands in the elements below the root; nothing of what is no XML. */
  private static Map<String, String> fields(byte[] text) {
    Map<String, String> fields = new HashMap<>();
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(text));
      int depth = 0;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamReader.START_ELEMENT) {
          if (++depth == 2) {
            fields.putIfAbsent(xml.getLocalName(), xml.getElementText().strip());
            depth--;
          }
        } else if (event == XMLStreamReader.END_ELEMENT) {
          depth--;
        }
      }
    } catch (XMLStreamException _) {
      // proxies answer with pages of their own
      return fields;
    }
    return fields;
  }
}
