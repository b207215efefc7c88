package dev.parley.transport.polling;

import dev.parley.engine.CloseReason;
import dev.parley.engine.RequestError;

/** A request that waits for its answer. Only the first answer counts. Any thread may give it; no method blocks. */
interface PollExchange {

    /** Answers 200 with a text. */
    void answer(String body);

    /**
     * Answers 200 with a text as the last answer to this client, and closes the connection after it.
     *
     * @param reason the reason for the end of the session
     */
    void sayGoodbye(String body, CloseReason reason);

    /**
     * The bytes of the answer that the container has not accepted yet; 0 before there is an answer, -1 after the
     * container has accepted all of it.
     */
    default long unsent() {
        return -1;
    }

    /** The session has ended: if the answer is still being written, the connection is closed after a time-out. */
    default void giveUp(CloseReason reason) {}

    /** Answers with an error. */
    void refuse(RequestError error);

    /** Answers with an error before the request's body has been read, and closes the connection after it. */
    void abandon(RequestError error);

    /** Answers 413 with an empty body, as the reference server does, and closes the connection after it. */
    void tooLarge();
}
