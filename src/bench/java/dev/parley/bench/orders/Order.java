package dev.parley.bench.orders;

/** What is ordered. */
public record Order(String book, int amount) {}
