package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.producer.access.Caller;
import fr.mangatheque.continuity.producer.form.Words;
import fr.mangatheque.continuity.producer.http.Answer;
import fr.mangatheque.continuity.producer.http.Problem;
import fr.mangatheque.continuity.producer.http.SiteWords;

/** What operators are told where others would be told something else. */
final class OperatorWords implements SiteWords {
  private static final String CHALLENGE = "Bearer realm=\"continuity operators\"";

  @Override
  public String name() {
    return "operator";
  }

  @Override
  public String title() {
    return "the operators' API";
  }

  @Override
  public Answer stranger(Caller.Reason reason) {
    return switch (reason) {
      case NOTHING_SHOWN ->
          unauthorized(
              "Show a token of an operator: 'Authorization: Bearer TOKEN'; see operator.tokens in"
                  + " the configuration.");
      case UNKNOWN_TOKEN ->
          unauthorized(
              "This token is no operator's. Those are in operator.tokens in the configuration; a"
                  + " token of the intake, for uploads, opens nothing here.");
      case MALFORMED, STALE_SIGNATURE, WRONG_SIGNATURE ->
          unauthorized(
              "What is shown is no operator's token. Send one 'Authorization: Bearer TOKEN', with"
                  + " one of operator.tokens in the configuration.");
    };
  }

  private static Answer unauthorized(String detail) {
    return Problem.of(401, detail).with("WWW-Authenticate", CHALLENGE).answer();
  }

  @Override
  public Answer nothingAt(String path) {
    return Problem.of(
            404,
            "There is nothing at "
                + Words.quote(path)
                + " for operators; /v1/openapi.json says what there is.")
        .answer();
  }

  @Override
  public Answer farTooLarge() {
    return Problem.of(413, "Requests of operators have no body.").answer();
  }

  @Override
  public Answer failed(int status) {
    return Problem.of(status, "This failed; the log of the process says why.").answer();
  }
}
