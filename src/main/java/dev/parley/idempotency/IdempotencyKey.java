package dev.parley.idempotency;

import java.util.Objects;

/**
 * The name that a sender has given to a request. A repetition has the same one.
 *
 * @param scope what kind of request it is; the same text in two scopes is two keys
 * @param user the id of the sender; the same text of two users is two keys
 * @param text what the sender has chosen
 */
public record IdempotencyKey(String scope, String user, String text) {

    /** None may be null. */
    public IdempotencyKey {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(text, "text");
    }

    /** One text for the whole key, different from that of every other key. */
    public String shared() {
        return scope + ":" + user.length() + ":" + user + ":" + text;
    }
}
