package fr.mangatheque.continuity.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** With the examples that S3's documentation of Signature Version 4 works out. */
class RequestSignerTest {
  private static final String HOST = "examplebucket.s3.amazonaws.com";
  private static final Instant AT = Instant.parse("2013-05-24T00:00:00Z");

  private final RequestSigner signer =
      new RequestSigner(
          S3Settings.of(
              URI.create("https://s3.amazonaws.com"),
              "us-east-1",
              "examplebucket",
              "AKIAIOSFODNN7EXAMPLE",
              "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

  @Test
  void aGetIsSignedAsS3Documents() {
    assertThat(
            signature(
                "GET",
                "/test.txt",
                Map.of("range", "bytes=0-9"),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/")
        .contains("SignedHeaders=host;range;x-amz-content-sha256;x-amz-date")
        .endsWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void aPutIsSignedAsS3Documents() {
    assertThat(
            signature(
                "PUT",
                "/test%24file.text",
                Map.of(
                    "date",
                    "Fri, 24 May 2013 00:00:00 GMT",
                    "x-amz-storage-class",
                    "REDUCED_REDUNDANCY"),
                "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"))
        .endsWith("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void spacesInAValueCountAsOne() {
    assertThat(signature("GET", "/a", Map.of("x-amz-meta-a", "b  c "), RequestSigner.UNSIGNED))
        .isEqualTo(signature("GET", "/a", Map.of("x-amz-meta-a", "b c"), RequestSigner.UNSIGNED));
  }

  private String signature(
      String method, String path, Map<String, String> headers, String payload) {
    SortedMap<String, String> all = new TreeMap<>(headers);
    all.put("host", HOST);
    signer.sign(method, path, all, payload, AT);
    return all.get("authorization");
  }
}
