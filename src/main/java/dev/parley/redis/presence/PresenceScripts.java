package dev.parley.redis.presence;

import dev.parley.redis.connection.LuaScript;

/** The scripts of this package. */
final class PresenceScripts {

    /** Renews the lease of a node. */
    static final LuaScript BEAT = script("beat.lua");

    /** Ends a lease. */
    static final LuaScript END = script("end.lua");

    /** Lists users under a lease, or removes them from its list. */
    static final LuaScript USERS_NOTED = script("users-noted.lua");

    /** Adds sockets of a user. */
    static final LuaScript USER_PUT = script("user.lua", "user-put.lua");

    /** Replaces a node's sockets of a user, whatever was stored before. */
    static final LuaScript USER_RENEW = script("user.lua", "user-renew.lua");

    /** Stores the rooms of a user's sockets. */
    static final LuaScript USER_MOVE = script("user.lua", "user-move.lua");

    /** Removes sockets of a user. */
    static final LuaScript USER_DROP = script("user.lua", "user-drop.lua");

    /** Changes the status and the metadata of a user. */
    static final LuaScript USER_CHANGE = script("user.lua", "user-change.lua");

    /** Reads the presence of a user. */
    static final LuaScript USER_LOOK = script("user.lua", "user-look.lua");

    /** Stores the number of sockets that users have in a room. */
    static final LuaScript ROOM = script("room.lua");

    /** Replaces a node's numbers of sockets in a room, whatever was stored before. */
    static final LuaScript ROOM_RENEW = script("room-renew.lua");

    /** Reads the number of sockets in a room. */
    static final LuaScript ROOM_SOCKETS = script("room-sockets.lua");

    /** Reads some users of a room. */
    static final LuaScript ROOM_USERS = script("room-users.lua");

    /** Reads how a room was created. */
    static final LuaScript ROOM_ORIGIN = script("room-origin.lua");

    /** Claims the key of a request that is executed once, or reads it. */
    static final LuaScript KEY_CLAIM = script("key-claim.lua");

    /** Confirms that the request of a key has been executed. */
    static final LuaScript KEY_CONFIRM = script("key-confirm.lua");

    private PresenceScripts() {}

    private static LuaScript script(String... files) {
        return LuaScript.of(PresenceScripts.class, files);
    }
}
