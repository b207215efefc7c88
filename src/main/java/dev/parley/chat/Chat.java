package dev.parley.chat;

/**
 * What the rest of the application needs of an installed chat.
 *
 * @param rooms the rooms for people
 * @param publisher publishes for backends in the same application
 * @param checkedPublisher publishes for backends that send JSON
 */
public record Chat(RoomDirectory rooms, MessagePublisher publisher, CheckedPublisher checkedPublisher) {}
