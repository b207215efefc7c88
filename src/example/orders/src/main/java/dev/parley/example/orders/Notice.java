package dev.parley.example.orders;

/** What somebody of a tenant has to say. */
public record Notice(String tenant, String text) {}
