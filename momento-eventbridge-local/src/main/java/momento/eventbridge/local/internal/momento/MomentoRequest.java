package momento.eventbridge.local.internal.momento;

/**
 * What may be told of a request: neither its key nor its token, both of which are in the query, nor
 * its body.
 *
 * @param method for example {@code PUT}
 * @param path without the query, for example {@code /cache/my-cache}
 * @param status of the answer, or {@link #NO_ANSWER}
 */
public record MomentoRequest(String method, String path, int status) {
  /** In place of a status: the connection was closed without an answer, as a fault asked for. */
  public static final int NO_ANSWER = 0;
}
