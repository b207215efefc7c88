package dev.parley.example.orders;

import jakarta.validation.constraints.Size;

/** The book whose orders a client wants to hear of; it is in the {@code auth} of its CONNECT, beside the token. */
public record Subscription(@Size(max = 20) String book) {}
