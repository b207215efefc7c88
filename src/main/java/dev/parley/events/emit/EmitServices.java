package dev.parley.events.emit;

import dev.parley.events.json.JsonBinding;
import java.util.Objects;

/**
 * What all emitters and sockets of an application share.
 *
 * @param json writes arguments and reads acknowledgements
 * @param commits keeps events until a transaction has committed; one for all namespaces, so that their events keep their
 *     order
 * @param undeclared hears of each event that is sent
 */
public record EmitServices(JsonBinding json, CommitQueue commits, UndeclaredEvents undeclared) {

    /** None may be null. */
    public EmitServices {
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(commits, "commits");
        Objects.requireNonNull(undeclared, "undeclared");
    }
}
