package dev.parley.chat;

import dev.parley.chat.directory.RoomDirectory;
import dev.parley.presence.PresenceLookup;

/**
 * The parts of an installed chat that the rest of the application uses.
 *
 * @param rooms the rooms for people
 * @param publisher publishes messages of backends in the same application, without checks
 * @param checkedPublisher checks and publishes the JSON of backends
 * @param history reads what was said last in a room, for users without a socket
 * @param presence looks up the presence of a user
 */
public record Chat(
        RoomDirectory rooms,
        MessagePublisher publisher,
        CheckedPublisher checkedPublisher,
        HistoryReader history,
        PresenceLookup presence) {}
