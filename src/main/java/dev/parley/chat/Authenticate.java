package dev.parley.chat;

import jakarta.validation.constraints.NotEmpty;

/**
 * The payload of {@code authenticate}.
 *
 * @param token the new token; never to be logged, which is why the text form of this record does not have it
 */
public record Authenticate(
        @NotEmpty(message = "must not be empty") String token) {

    @Override
    public String toString() {
        return "Authenticate[token=***]";
    }
}
