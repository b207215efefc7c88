package dev.parley.chat.payload;

import jakarta.validation.constraints.NotEmpty;

/**
 * The payload of {@code authenticate}.
 *
 * @param token the new token. It must never be logged, so {@link #toString()} leaves it out
 */
public record Authenticate(
        @NotEmpty(message = "must not be empty") String token) {

    @Override
    public String toString() {
        return "Authenticate[token=***]";
    }
}
