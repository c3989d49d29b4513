package dev.hearth.foundation.http;

/** One request and its answer. */
public interface HttpExchange {
    HttpRequest request();

    /**
     * Answers, once, from any thread; a second answer is ignored, as is one to a client that has
     * gone.
     */
    void respond(HttpResponse response);

    /**
     * As {@link #respond}, but the answer may travel with the answer to the next request, when the
     * client has sent that one already: for clients that do not wait in between, a wake-up less.
     */
    void respondWithNext(HttpResponse response);

    /**
     * Has this run, once, if the client goes away before it is answered (at once when it has gone
     * already).
     */
    void onAbandoned(Runnable action);

    /** Runs a handler on this exchange; what it throws is logged and answered with a bare 500. */
    void guard(HttpHandler handler);
}
