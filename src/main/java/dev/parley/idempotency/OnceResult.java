package dev.parley.idempotency;

/**
 * What has become of a request with a key.
 *
 * @param kind what was done
 * @param outcome of the first request; null if there is none to tell
 */
public record OnceResult(Kind kind, Outcome outcome) {

    /** What was done. */
    public enum Kind {
        /** It was the first one, and has been executed. */
        FIRST,
        /** It was executed before; nothing was done. */
        REPEATED,
        /** The key belongs to a request with other content; nothing was done. */
        OTHER_CONTENT,
        /** The first one is being executed, perhaps on another node; nothing was done. */
        UNDER_WAY,
        /** The key is not known; nothing was done. Only for who looks a key up. */
        UNKNOWN
    }

    static OnceResult of(Kind kind) {
        return new OnceResult(kind, null);
    }

    /** Whether there is an outcome to tell. */
    public boolean isDone() {
        return outcome != null;
    }

    /** The same for one that has asked again. */
    OnceResult repeated() {
        return kind == Kind.FIRST ? new OnceResult(Kind.REPEATED, outcome) : this;
    }
}
