package fr.mangatheque.continuity.testkit.s3;

import java.util.Map;

/** S3's errors as answers. */
final class ErrorResponses {
  private ErrorResponses() {}

  static Response of(S3Error error, String resource, String requestId) {
    return of(
        error.code().status(),
        error.code().code(),
        error.message(),
        error.details(),
        resource,
        requestId);
  }

  static Response of(Effect.Status fault, String resource, String requestId) {
    return of(fault.status(), fault.code(), "Injected by the test.", Map.of(), resource, requestId)
        .headers(fault.headers());
  }

  private static Response of(
      int status,
      String code,
      String message,
      Map<String, String> details,
      String resource,
      String requestId) {
    XmlText xml = XmlText.error().element("Code", code).element("Message", message);
    details.forEach(xml::element);
    return Response.xml(
            status,
            xml.element("Resource", resource)
                .element("RequestId", requestId)
                .element("HostId", "testkit")
                .end())
        .error(code);
  }
}
