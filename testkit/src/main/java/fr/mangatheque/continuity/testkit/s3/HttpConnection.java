package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: takes its requests one after the other and answers them. */
final class HttpConnection implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);

  private final Socket socket;
  private final HttpInput in;
  private final ResponseWriter writer;
  private final FaultyResponse faulty;
  private final S3State state;
  private final Stopping stopping;

  HttpConnection(Socket socket, S3State state, Stopping stopping) throws IOException {
    this.socket = socket;
    this.state = state;
    this.stopping = stopping;
    this.in = new HttpInput(socket.getInputStream());
    this.writer = new ResponseWriter(socket.getOutputStream());
    this.faulty = new FaultyResponse(socket, writer);
  }

  @Override
  public void run() {
    try (socket) {
      boolean open = true;
      while (open) {
        open = serveNext();
      }
    } catch (IOException e) {
      log.atDebug().setCause(e).log("a connection ended");
    }
  }

  /** Whether the connection stays open for another. */
  private boolean serveNext() throws IOException {
    RequestHead head;
    RequestBody body;
    try {
      head = RequestHead.read(in);
      if (head == null) {
        return false;
      }
      body = RequestBody.of(head, in, socket.getOutputStream());
    } catch (MalformedRequestException e) {
      log.atDebug().setCause(e).log("a request that is not HTTP");
      writer.write(describe(Response.of(400), state.service().nextRequestId()), false, true);
      return false;
    }
    return serve(head, body);
  }

  private boolean serve(RequestHead head, RequestBody body) throws IOException {
    String requestId = state.service().nextRequestId();
    S3Request request;
    try {
      request = S3Request.of(head, body);
    } catch (S3Error e) {
      return answer(
          head, body, ErrorResponses.of(e, head.path(), requestId), requestId, null, Plan.NONE);
    }
    state.counters().arrived(request.operation());
    Plan plan = state.faults().plan(request.target(), stopping);
    if (plan.isNone()) {
      Response response = state.service().answer(request, plan, requestId);
      return answer(head, body, response, requestId, request, plan);
    }
    in.pace(plan.requestPacer());
    plan.at(Effect.Moment.ARRIVAL);
    if (plan.has(Effect.HangUp.class)) {
      record(request, body, 0, "", 0);
      throw new ConnectionDroppedException("a fault hung up");
    }
    if (plan.has(Effect.BlackHole.class)) {
      record(request, body, 0, "", 0);
      body.swallow();
      return false;
    }
    Response response = state.service().answer(request, plan, requestId);
    plan.at(Effect.Moment.BEFORE_ANSWER);
    if (plan.has(Effect.LoseAnswer.class)) {
      record(request, body, 0, "", 0);
      throw new ConnectionDroppedException("a fault lost the answer");
    }
    return answer(head, body, response, requestId, request, plan);
  }

  private boolean answer(
      RequestHead head,
      RequestBody body,
      Response response,
      String requestId,
      @Nullable S3Request request,
      Plan plan)
      throws IOException {
    boolean close = head.wantsClose() || body.isAwaited();
    if (!close) {
      body.drain();
    }
    in.pace(null);
    boolean headOnly = head.method().equals("HEAD");
    if (request != null) {
      record(request, body, response.status(), response.error(), headOnly ? 0 : response.length());
    }
    describe(response, requestId);
    if (plan.isNone()) {
      writer.write(response, headOnly, close);
    } else {
      faulty.write(response, headOnly, close, plan);
    }
    return !close;
  }

  private Response describe(Response response, String requestId) {
    return response.headers(
        Map.of(
            "Date",
            HttpDates.http(state.clock().instant()),
            "Server",
            "testkit",
            "x-amz-request-id",
            requestId,
            "x-amz-id-2",
            "testkit"));
  }

  private void record(S3Request request, RequestBody body, int status, String code, long sent) {
    FaultTarget target = request.target();
    state.counters().answered(target.operation(), body.received(), sent);
    state
        .journal()
        .record(
            new Exchange(
                state.clock().instant(),
                target.operation(),
                target.bucket(),
                target.key(),
                status,
                code,
                body.received(),
                sent));
  }
}
