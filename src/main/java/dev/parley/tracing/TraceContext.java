package dev.parley.tracing;

import java.util.regex.Pattern;

/**
 * A span of somebody else, as W3C Trace Context writes it: the texts of {@code traceparent} and {@code tracestate}.
 *
 * @param parent {@code traceparent}; empty if there is no span
 * @param state {@code tracestate}; empty if there is none
 */
public record TraceContext(String parent, String state) {

    /** No span. */
    public static final TraceContext NONE = new TraceContext("", "");

    /** The name of the field that names the span, in headers and in objects. */
    public static final String PARENT = "traceparent";

    /** The name of the field with what vendors add, in headers and in objects. */
    public static final String STATE = "tracestate";

    /** Longer than any that keeps to the rules of W3C, which ask for 512 characters to be passed on. */
    private static final int MAX_STATE = 512;

    private static final Pattern FORM = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** Lengths are compared first, because the texts come from strangers. */
    private static final int LENGTH = 55;

    /**
     * The context that two texts describe; {@link #NONE} if the first is not of the form that is known. A state that is too
     * long is left out.
     *
     * @param parent may be null
     * @param state may be null
     */
    public static TraceContext of(String parent, String state) {
        if (parent == null || parent.length() != LENGTH || !FORM.matcher(parent).matches()) {
            return NONE;
        }
        return new TraceContext(parent, state == null || state.length() > MAX_STATE ? "" : state);
    }

    /** Whether there is no span. */
    public boolean isNone() {
        return parent.isEmpty();
    }
}
