package dev.parley.redis.presence;

import dev.parley.presence.Presence;
import dev.parley.presence.RoomOrigin;
import dev.parley.redis.connection.LuaScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes the commands of the store as calls of scripts, each on one key. Immutable. */
final class ScriptCalls {

    private static final String NOT_KNOWN = "";
    private static final String NOW = "0";

    private final PresenceKeys keys;
    private final PresenceTtl lifetimes;

    ScriptCalls(PresenceKeys keys, PresenceTtl lifetimes) {
        this.keys = keys;
        this.lifetimes = lifetimes;
    }

    /** A time to live as the scripts take it. */
    static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    /** A command on a user. */
    ScriptCall of(UserCommand step) {
        if (step instanceof UserCommand.Put put) {
            return onUser(put, PresenceScripts.USER_PUT, putArguments(put));
        }
        if (step instanceof UserCommand.Move move) {
            List<String> arguments = new ArrayList<>();
            move.rooms().forEach((socket, rooms) -> {
                arguments.add(PresenceFields.of(move.lease(), socket));
                arguments.add(PresenceFields.rooms(rooms));
            });
            return onUser(move, PresenceScripts.USER_MOVE, arguments);
        }
        if (step instanceof UserCommand.Renew renew) {
            return onUser(renew, PresenceScripts.USER_RENEW, renewArguments(renew));
        }
        if (step instanceof UserCommand.Drop drop) {
            return onUser(drop, PresenceScripts.USER_DROP, List.of(PresenceFields.of(drop.lease(), drop.socketId())));
        }
        if (step instanceof UserCommand.DropAll drop) {
            return onUser(drop, PresenceScripts.USER_DROP, List.of(PresenceFields.of(drop.lease())));
        }
        if (step instanceof UserCommand.Change change) {
            List<String> arguments = List.of(
                    PresenceFields.of(change.lease(), change.socketId()),
                    change.status().text(),
                    PresenceFields.metadata(change.metadata()));
            return onUser(change, PresenceScripts.USER_CHANGE, arguments);
        }
        return onUser(step, PresenceScripts.USER_LOOK, List.of());
    }

    private ScriptCall onUser(UserCommand step, LuaScript script, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(millis(lifetimes.key()), millis(lifetimes.patience())));
        all.addAll(arguments);
        return new ScriptCall(script, List.of(keys.user(step.userId())), all);
    }

    private static List<String> putArguments(UserCommand.Put put) {
        Presence known = put.known();
        List<String> arguments = known == null
                ? new ArrayList<>(List.of("online", NOW, NOT_KNOWN))
                : new ArrayList<>(List.of(
                        known.status().text(),
                        PresenceFields.millis(known.timestamp()),
                        PresenceFields.metadata(known.metadata())));
        put.sockets().forEach(socket -> arguments.add(PresenceFields.of(put.lease(), socket)));
        return arguments;
    }

    private static List<String> renewArguments(UserCommand.Renew renew) {
        Presence known = renew.known();
        List<String> arguments = new ArrayList<>(List.of(
                renew.lease().text(),
                known.status().text(),
                PresenceFields.millis(known.timestamp()),
                PresenceFields.metadata(known.metadata())));
        renew.sockets().forEach((socket, rooms) -> {
            arguments.add(PresenceFields.of(renew.lease(), socket));
            arguments.add(PresenceFields.rooms(rooms));
        });
        return arguments;
    }

    /** The number of sockets that users have in a room. */
    ScriptCall changed(RoomCommand step) {
        return onRoom(PresenceScripts.ROOM, step, List.of(millis(lifetimes.key())));
    }

    /** As {@link #changed}, whatever was stored before. */
    ScriptCall renewed(RoomCommand step) {
        return onRoom(PresenceScripts.ROOM_RENEW, step, List.of(millis(lifetimes.key()), millis(lifetimes.patience())));
    }

    private ScriptCall onRoom(LuaScript script, RoomCommand step, List<String> times) {
        List<String> arguments = new ArrayList<>(times);
        RoomOrigin origin = step.origin();
        arguments.add(step.lease().text());
        arguments.add(origin == null ? NOT_KNOWN : PresenceFields.millis(origin.createdAt()));
        arguments.add(origin == null ? NOT_KNOWN : PresenceFields.metadata(origin.metadata()));
        step.sockets().forEach((user, number) -> {
            arguments.add(PresenceFields.of(step.lease(), user));
            arguments.add(Integer.toString(number));
        });
        return new ScriptCall(script, List.of(keys.room(step.room())), arguments);
    }

    /** A script that reads a room. */
    ScriptCall room(LuaScript script, String room, String... arguments) {
        return new ScriptCall(script, List.of(keys.room(room)), List.of(arguments));
    }

    /** A command on the key of a request that is executed once. */
    ScriptCall of(KeyCommand command) {
        List<String> at = List.of(keys.request(command.key()));
        if (command instanceof KeyCommand.Claim claim) {
            return new ScriptCall(
                    PresenceScripts.KEY_CLAIM,
                    at,
                    List.of(
                            millis(claim.lease()),
                            millis(claim.life()),
                            claim.fingerprint(),
                            claim.proposed().id(),
                            Long.toString(claim.proposed().timestamp().toEpochMilli())));
        }
        if (command instanceof KeyCommand.Confirm confirm) {
            return new ScriptCall(
                    PresenceScripts.KEY_CONFIRM, at, List.of(confirm.outcome().id(), millis(confirm.life())));
        }
        return new ScriptCall(PresenceScripts.KEY_CLAIM, at, List.of());
    }
}
