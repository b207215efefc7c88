package dev.parley.example.orders;

/** What became of an order. */
public record Receipt(long id, String book, int amount, String trader) {}
