package dev.parley.tracing;

/** The time in which a span is the present one of a thread. Closed by the same thread, the last one first. */
@FunctionalInterface
public interface Scope extends AutoCloseable {

    /** Changes nothing. */
    Scope NONE = () -> {};

    @Override
    void close();
}
