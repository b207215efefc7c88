package dev.parley.redis.presence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A script that Redis runs as one atomic step; its text comes from files beside this class. The whole text, some
 * kilobytes at most, is sent with each call. Redis finds the compiled script by its text, and no restart or failover of
 * Redis can make the script unknown.
 */
enum LuaScript {
    /** Renews the lease of a node. */
    BEAT("beat.lua"),
    /** Ends a lease. */
    END("end.lua"),
    /** Lists users under a lease, or removes them from its list. */
    USERS_NOTED("users-noted.lua"),
    /** Adds sockets of a user. */
    USER_PUT("user.lua", "user-put.lua"),
    /** Replaces a node's sockets of a user, whatever was stored before. */
    USER_RENEW("user.lua", "user-renew.lua"),
    /** Stores the rooms of a user's sockets. */
    USER_MOVE("user.lua", "user-move.lua"),
    /** Removes sockets of a user. */
    USER_DROP("user.lua", "user-drop.lua"),
    /** Changes the status and the metadata of a user. */
    USER_CHANGE("user.lua", "user-change.lua"),
    /** Reads the presence of a user. */
    USER_LOOK("user.lua", "user-look.lua"),
    /** Stores the number of sockets that users have in a room. */
    ROOM("room.lua"),
    /** Replaces a node's numbers of sockets in a room, whatever was stored before. */
    ROOM_RENEW("room-renew.lua"),
    /** Reads the number of sockets in a room. */
    ROOM_SOCKETS("room-sockets.lua"),
    /** Reads some users of a room. */
    ROOM_USERS("room-users.lua"),
    /** Reads how a room was created. */
    ROOM_ORIGIN("room-origin.lua");

    private final String text;

    LuaScript(String... files) {
        StringBuilder all = new StringBuilder();
        for (String file : files) {
            all.append(read(file));
        }
        text = all.toString();
    }

    /** The text of the script. */
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
