package dev.parley.bench.orders;

/** What was ordered, and by whom. */
public record Receipt(String book, int amount, String trader) {}
