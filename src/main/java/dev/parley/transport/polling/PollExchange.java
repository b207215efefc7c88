package dev.parley.transport.polling;

import dev.parley.engine.RequestError;

/** A request that waits for its answer. The first answer counts. Any thread may give it; none blocks. */
interface PollExchange {

    /** Answers 200 with a text. */
    void answer(String body);

    /** Answers with an error. */
    void refuse(RequestError error);

    /** Answers with an error before the request's body has been read, and ends the connection with it. */
    void abandon(int status, RequestError error);
}
