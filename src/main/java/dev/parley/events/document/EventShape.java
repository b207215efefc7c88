package dev.parley.events.document;

import java.util.List;
import java.util.Optional;

/**
 * An event as it is on the wire.
 *
 * @param name the event's name
 * @param arguments its arguments, in order
 * @param acknowledgement what the other side may answer; empty if there is no acknowledgement
 */
record EventShape(String name, List<Argument> arguments, Optional<Acknowledgement> acknowledgement) {

    /** Copies the arguments. */
    EventShape {
        arguments = List.copyOf(arguments);
    }

    /**
     * An argument.
     *
     * @param name what it is called in the documents; it is not on the wire
     * @param isRest whether it stands for all arguments that are left
     */
    record Argument(String name, DataType type, boolean isRest) {}

    /**
     * An acknowledgement.
     *
     * @param type its argument: nothing, or one value; empty if nobody knows the arguments
     * @param mayRefuse whether it may have an error instead
     */
    record Acknowledgement(Optional<DataType> type, boolean mayRefuse) {}
}
