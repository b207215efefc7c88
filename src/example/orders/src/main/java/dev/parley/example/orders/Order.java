package dev.parley.example.orders;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/** What a trader orders. */
public record Order(
        @NotBlank @Size(max = 20) String book,
        @Positive @Max(1000) int amount) {}
