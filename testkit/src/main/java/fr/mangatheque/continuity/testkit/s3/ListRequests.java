package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** ListObjectsV2, and the older ListObjects. */
final class ListRequests {
  private static final int LARGEST_PAGE = 1000;

  private final Buckets buckets;

  ListRequests(Buckets buckets) {
    this.buckets = buckets;
  }

  Response list(S3Request request) {
    Bucket bucket = buckets.require(request.bucket());
    Query query = request.query();
    boolean v2 = query.get("list-type", "").equals("2");
    String prefix = query.get("prefix", "");
    String delimiter = query.get("delimiter", "");
    int limit = limit(query.get("max-keys"));
    Listing page =
        Listing.page(
            bucket.objects(),
            prefix,
            delimiter,
            v2 ? startV2(query) : startV1(query, prefix, delimiter),
            limit);

    boolean encoded = query.get("encoding-type", "").equals("url");
    UnaryOperator<String> name = encoded ? UriText::encodeForListing : UnaryOperator.identity();
    XmlText xml = XmlText.root("ListBucketResult");
    xml.element("Name", bucket.name()).element("Prefix", name.apply(prefix));
    if (v2) {
      describeV2(xml, query, page, name);
    } else {
      describeV1(xml, query, page, name);
    }
    xml.element("MaxKeys", limit);
    if (!delimiter.isEmpty()) {
      xml.element("Delimiter", name.apply(delimiter));
    }
    if (encoded) {
      xml.element("EncodingType", "url");
    }
    xml.element("IsTruncated", page.next() != null);
    page.objects().forEach(entry -> object(xml, name.apply(entry.getKey()), entry.getValue()));
    for (String common : page.prefixes()) {
      xml.open("CommonPrefixes").element("Prefix", name.apply(common)).close();
    }
    return Response.xml(200, xml.end());
  }

  static int limit(@Nullable String maxKeys) {
    if (maxKeys == null || maxKeys.isEmpty()) {
      return LARGEST_PAGE;
    }
    try {
      int limit = Integer.parseInt(maxKeys);
      if (limit >= 0) {
        return Math.min(limit, LARGEST_PAGE);
      }
    } catch (NumberFormatException e) {
      throw refused("max-keys", maxKeys, "Provided max-keys not an integer");
    }
    throw refused(
        "max-keys", maxKeys, "Argument maxKeys must be an integer between 0 and 2147483647");
  }

  private static void object(XmlText xml, String name, StoredObject object) {
    xml.open("Contents")
        .element("Key", name)
        .element("LastModified", HttpDates.iso(object.lastModified()))
        .element("ETag", object.etag());
    StoredChecksum checksum = object.storedChecksum();
    if (checksum != null) {
      xml.element("ChecksumAlgorithm", checksum.algorithm().name());
      xml.element("ChecksumType", checksum.type());
    }
    xml.element("Size", object.size()).element("StorageClass", "STANDARD").close();
  }

  private static void describeV2(
      XmlText xml, Query query, Listing page, UnaryOperator<String> name) {
    String after = query.get("start-after");
    if (after != null) {
      xml.element("StartAfter", name.apply(after));
    }
    String token = query.get("continuation-token");
    if (token != null) {
      xml.element("ContinuationToken", token);
    }
    if (page.next() != null) {
      xml.element("NextContinuationToken", token(page.next()));
    }
    xml.element("KeyCount", page.objects().size() + page.prefixes().size());
  }

  private static void describeV1(
      XmlText xml, Query query, Listing page, UnaryOperator<String> name) {
    xml.element("Marker", name.apply(query.get("marker", "")));
    if (page.next() != null && query.has("delimiter")) {
      xml.element("NextMarker", name.apply(place(page.next())));
    }
  }

  private static Listing.Start startV1(Query query, String prefix, String delimiter) {
    String marker = query.get("marker", "");
    boolean group =
        !delimiter.isEmpty()
            && marker.startsWith(prefix)
            && marker.endsWith(delimiter)
            && marker.indexOf(delimiter, prefix.length()) == marker.length() - delimiter.length();
    return group ? new Listing.Start.AfterPrefix(marker) : after(marker);
  }

  private static Listing.Start startV2(Query query) {
    String token = query.get("continuation-token");
    if (token == null) {
      return after(query.get("start-after", ""));
    }
    try {
      String place = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      if (place.startsWith("k")) {
        return new Listing.Start.AfterKey(place.substring(1));
      }
      if (place.startsWith("p")) {
        return new Listing.Start.AfterPrefix(place.substring(1));
      }
    } catch (IllegalArgumentException e) {
      throw wrongToken(token);
    }
    throw wrongToken(token);
  }

  private static Listing.Start after(String key) {
    return key.isEmpty() ? new Listing.Start.AtFirst() : new Listing.Start.AfterKey(key);
  }

  private static String token(Listing.Start next) {
    String kind = next instanceof Listing.Start.AfterPrefix ? "p" : "k";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((kind + place(next)).getBytes(UTF_8));
  }

  private static String place(Listing.Start next) {
    return switch (next) {
      case Listing.Start.AtFirst() -> "";
      case Listing.Start.AfterKey(String key) -> key;
      case Listing.Start.AfterPrefix(String prefix) -> prefix;
    };
  }

  private static S3Error wrongToken(String token) {
    return refused("continuation-token", token, "The continuation token provided is incorrect");
  }

  private static S3Error refused(String argument, String value, String message) {
    return S3Error.of(
        ErrorCode.INVALID_ARGUMENT,
        message,
        Map.of("ArgumentName", argument, "ArgumentValue", value));
  }
}
