package dev.parley.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A script that Redis runs as one step, from a file beside this class. It is sent as a whole each time, a kilobyte at
 * most: Redis knows it again by itself, and no restart or failover of Redis can make it unknown.
 */
enum LuaScript {
    /** A node is alive. */
    BEAT("beat.lua"),
    /** A lease ends. */
    END("end.lua"),
    /** Sockets of a user have come. */
    USER_PUT("user.lua", "user-put.lua"),
    /** Sockets of a user have joined or left rooms. */
    USER_MOVE("user.lua", "user-move.lua"),
    /** Sockets of a user are gone. */
    USER_DROP("user.lua", "user-drop.lua"),
    /** A user wants to be seen in another way. */
    USER_CHANGE("user.lua", "user-change.lua"),
    /** A look at a user. */
    USER_LOOK("user.lua", "user-look.lua"),
    /** The sockets of users in a room. */
    ROOM("room.lua"),
    /** The number of sockets in a room. */
    ROOM_SOCKETS("room-sockets.lua"),
    /** Some users of a room. */
    ROOM_USERS("room-users.lua"),
    /** The making of a room. */
    ROOM_ORIGIN("room-origin.lua");

    private final String text;

    LuaScript(String... files) {
        StringBuilder all = new StringBuilder();
        for (String file : files) {
            all.append(read(file));
        }
        text = all.toString();
    }

    /** The script itself. */
    String text() {
        return text;
    }

    private static String read(String file) {
        try (InputStream in = LuaScript.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no such script: " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
