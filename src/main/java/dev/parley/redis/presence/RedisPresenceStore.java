package dev.parley.redis.presence;

import dev.parley.presence.Presence;
import dev.parley.presence.RoomOrigin;
import dev.parley.redis.connection.RedisClients;
import dev.parley.redis.connection.RedisSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/**
 * The store in Redis: each command is a script on one key, and a list of commands is one round trip. In a Redis
 * Cluster, the commands are sent one after the other, because a pipeline there does not follow a key that moves to
 * another node.
 *
 * <p>All times come from Redis' own clock, so that the clocks of the nodes need not agree.
 */
final class RedisPresenceStore implements PresenceStore {

    private static final int CONNECTIONS = 1;
    private static final String NOT_KNOWN = "";
    private static final String NOW = "0";

    private record Call(LuaScript script, List<String> keys, List<String> arguments) {}

    private final RedisClients clients;
    private final boolean isCluster;
    private final PresenceKeys keys;
    private final PresenceTtl lifetimes;
    private UnifiedJedis jedis;

    RedisPresenceStore(RedisSettings settings) {
        this(settings, PresenceTtl.DEFAULT);
    }

    RedisPresenceStore(RedisSettings settings, PresenceTtl lifetimes) {
        this.lifetimes = lifetimes;
        clients = new RedisClients(settings);
        isCluster = settings.isCluster();
        keys = new PresenceKeys(settings.key());
    }

    @Override
    public LeaseRenewal beat(Lease lease, Duration duration, int sockets, boolean isNew, boolean endOthers) {
        List<String> arguments = List.of(
                lease.text(),
                millis(duration),
                Integer.toString(sockets),
                flag(isNew),
                flag(endOthers),
                UUID.randomUUID().toString(),
                millis(lifetimes.nodes()));
        List<?> reply = (List<?>) evaluate(new Call(LuaScript.BEAT, keys.nodes(), arguments));
        Set<Lease> ended = new HashSet<>();
        ((List<?>) reply.get(2)).forEach(text -> Lease.parse((String) text).ifPresent(ended::add));
        return new LeaseRenewal((Long) reply.get(0) == 1, (String) reply.get(1), ended, counts((List<?>) reply.get(3)));
    }

    private static Map<Lease, Integer> counts(List<?> fields) {
        Map<Lease, Integer> counts = new HashMap<>();
        for (int i = 0; i < fields.size(); i += 2) {
            int sockets = Integer.parseInt((String) fields.get(i + 1));
            Lease.parse((String) fields.get(i)).ifPresent(lease -> counts.put(lease, sockets));
        }
        return counts;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static String flag(boolean value) {
        return value ? "1" : "0";
    }

    @Override
    public void end(Lease lease) {
        evaluate(new Call(LuaScript.END, keys.nodes(), List.of(lease.text(), millis(lifetimes.nodes()))));
    }

    @Override
    public void forget(Lease lease) {
        connected().srem(keys.nodes().get(1), lease.text());
    }

    @Override
    public void enroll(Lease lease, Collection<String> users) {
        note("SADD", lease, users);
    }

    @Override
    public void dismiss(Lease lease, Collection<String> users) {
        note("SREM", lease, users);
    }

    private void note(String command, Lease lease, Collection<String> users) {
        List<String> arguments = new ArrayList<>(List.of(millis(lifetimes.key()), command));
        arguments.addAll(users);
        evaluate(new Call(LuaScript.USERS_NOTED, List.of(keys.users(lease)), arguments));
    }

    @Override
    public Set<String> enrolled(Lease lease, int max) {
        return Set.copyOf(connected().srandmember(keys.users(lease), max));
    }

    @Override
    public List<UserReply> users(List<UserCommand> steps) {
        List<Object> replies = evaluate(steps.stream().map(this::call).toList());
        List<UserReply> answers = new ArrayList<>(replies.size());
        for (int i = 0; i < replies.size(); i++) {
            answers.add(PresenceFields.reply(steps.get(i).userId(), (List<?>) replies.get(i)));
        }
        return answers;
    }

    private Call call(UserCommand step) {
        if (step instanceof UserCommand.Put put) {
            return call(put, LuaScript.USER_PUT, putArguments(put));
        }
        if (step instanceof UserCommand.Move move) {
            List<String> arguments = new ArrayList<>();
            move.rooms().forEach((socket, rooms) -> {
                arguments.add(PresenceFields.of(move.lease(), socket));
                arguments.add(PresenceFields.rooms(rooms));
            });
            return call(move, LuaScript.USER_MOVE, arguments);
        }
        if (step instanceof UserCommand.Renew renew) {
            return call(renew, LuaScript.USER_RENEW, renewArguments(renew));
        }
        if (step instanceof UserCommand.Drop drop) {
            return call(drop, LuaScript.USER_DROP, List.of(PresenceFields.of(drop.lease(), drop.socketId())));
        }
        if (step instanceof UserCommand.DropAll drop) {
            return call(drop, LuaScript.USER_DROP, List.of(PresenceFields.of(drop.lease())));
        }
        if (step instanceof UserCommand.Change change) {
            List<String> arguments = List.of(
                    PresenceFields.of(change.lease(), change.socketId()),
                    change.status().text(),
                    PresenceFields.metadata(change.metadata()));
            return call(change, LuaScript.USER_CHANGE, arguments);
        }
        return call(step, LuaScript.USER_LOOK, List.of());
    }

    private Call call(UserCommand step, LuaScript script, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(millis(lifetimes.key()), millis(lifetimes.patience())));
        all.addAll(arguments);
        return new Call(script, List.of(keys.user(step.userId())), all);
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

    @Override
    public void rooms(List<RoomCommand> steps) {
        evaluate(steps.stream()
                .map(step -> call(LuaScript.ROOM, step, List.of(millis(lifetimes.key()))))
                .toList());
    }

    @Override
    public void renewRooms(List<RoomCommand> steps) {
        List<String> times = List.of(millis(lifetimes.key()), millis(lifetimes.patience()));
        evaluate(steps.stream()
                .map(step -> call(LuaScript.ROOM_RENEW, step, times))
                .toList());
    }

    private Call call(LuaScript script, RoomCommand step, List<String> times) {
        List<String> arguments = new ArrayList<>(times);
        RoomOrigin origin = step.origin();
        arguments.add(step.lease().text());
        arguments.add(origin == null ? NOT_KNOWN : PresenceFields.millis(origin.createdAt()));
        arguments.add(origin == null ? NOT_KNOWN : PresenceFields.metadata(origin.metadata()));
        step.sockets().forEach((user, number) -> {
            arguments.add(PresenceFields.of(step.lease(), user));
            arguments.add(Integer.toString(number));
        });
        return new Call(script, List.of(keys.room(step.room())), arguments);
    }

    @Override
    public List<Set<String>> usersIn(List<String> rooms, Lease except) {
        return evaluate(callsFor(LuaScript.ROOM_USERS, rooms)).stream()
                .map(fields -> ((List<?>) fields)
                        .stream()
                                .map(String.class::cast)
                                .filter(field -> isUnderAnother(field, except))
                                .map(PresenceFields::idOf)
                                .collect(Collectors.toSet()))
                .toList();
    }

    private static boolean isUnderAnother(String field, Lease except) {
        return PresenceFields.leaseOf(field)
                .filter(lease -> !lease.equals(except))
                .isPresent();
    }

    @Override
    public List<Integer> socketsIn(List<String> rooms, Lease except) {
        List<Call> calls = rooms.stream()
                .map(room -> new Call(LuaScript.ROOM_SOCKETS, List.of(keys.room(room)), List.of(except.text())))
                .toList();
        return evaluate(calls).stream()
                .map(count -> Math.toIntExact((Long) count))
                .toList();
    }

    @Override
    public Map<String, RoomOrigin> origins(Collection<String> rooms) {
        List<String> names = List.copyOf(rooms);
        List<Object> replies = evaluate(callsFor(LuaScript.ROOM_ORIGIN, names));
        Map<String, RoomOrigin> origins = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            PresenceFields.origin((List<?>) replies.get(i)).ifPresent(origin -> origins.put(name, origin));
        }
        return origins;
    }

    private List<Call> callsFor(LuaScript script, List<String> rooms) {
        Function<String, Call> call = room -> new Call(script, List.of(keys.room(room)), List.of());
        return rooms.stream().map(call).toList();
    }

    private Object evaluate(Call call) {
        return connected().eval(call.script().text(), call.keys(), call.arguments());
    }

    private List<Object> evaluate(List<Call> calls) {
        if (isCluster || calls.size() < 2) {
            return calls.stream().map(this::evaluate).collect(Collectors.toList());
        }
        try (AbstractPipeline pipeline = connected().pipelined()) {
            List<Response<Object>> responses = calls.stream()
                    .map(call -> pipeline.eval(call.script().text(), call.keys(), call.arguments()))
                    .toList();
            pipeline.sync();
            return responses.stream().map(Response::get).collect(Collectors.toList());
        }
    }

    private UnifiedJedis connected() {
        if (jedis == null) {
            jedis = clients.pool(CONNECTIONS);
        }
        return jedis;
    }

    @Override
    public void close() {
        if (jedis != null) {
            jedis.close();
            jedis = null;
        }
    }
}
