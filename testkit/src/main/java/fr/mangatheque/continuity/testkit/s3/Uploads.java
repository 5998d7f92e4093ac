package fr.mangatheque.continuity.testkit.s3;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The unfinished multipart uploads of a bucket. */
final class Uploads {
  private final Map<String, Upload> byId = new ConcurrentHashMap<>();

  void add(Upload upload) {
    byId.put(upload.id(), upload);
  }

  /** Throws NoSuchUpload, also where the upload is of another key. */
  Upload require(String id, String key) {
    Upload upload = byId.get(id);
    if (upload == null || !upload.key().equals(key)) {
      throw S3Error.of(
          ErrorCode.NO_SUCH_UPLOAD, ErrorCode.NO_SUCH_UPLOAD.message(), Map.of("UploadId", id));
    }
    return upload;
  }

  void remove(Upload upload) {
    byId.remove(upload.id());
  }

  void clear() {
    byId.clear();
  }

  int count() {
    return byId.size();
  }

  /** By key, then by age. */
  List<Upload> all() {
    return byId.values().stream()
        .sorted(
            Comparator.comparing(Upload::key, Utf8Order.INSTANCE)
                .thenComparing(Upload::initiated)
                .thenComparing(Upload::id))
        .toList();
  }
}
