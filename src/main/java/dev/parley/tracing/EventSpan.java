package dev.parley.tracing;

import java.util.concurrent.CompletionStage;

/** The span of an event of a client, from its arrival to the end of its handling. Thread-safe. */
public interface EventSpan {

    /** The span of an event that is not traced: does nothing. */
    EventSpan NONE = new EventSpan() {
        @Override
        public Scope activate() {
            return Scope.NONE;
        }

        @Override
        public void hold() {}

        @Override
        public void failed(String type) {}

        @Override
        public void end() {}

        @Override
        public void endWith(CompletionStage<?> stage) {}
    };

    /** Makes the span the present one of the calling thread, so that what is done there belongs to it. */
    Scope activate();

    /** Somebody else goes on with the event, and calls {@link #end} as well. */
    void hold();

    /**
     * The event was refused, or its handler has failed.
     *
     * @param type the code of the error, or the class of the exception; no text for people
     */
    void failed(String type);

    /** The event is over for the caller. The span ends when it is over for all. */
    void end();

    /** Calls {@link #end} when a stage has completed. */
    void endWith(CompletionStage<?> stage);
}
