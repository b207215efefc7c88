package dev.parley.redis.presence;

import static dev.parley.redis.presence.ScriptCalls.millis;

import dev.parley.idempotency.SharedKeys;
import dev.parley.presence.RoomOrigin;
import dev.parley.redis.connection.LuaScript;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import redis.clients.jedis.AbstractPipeline;
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

    private final RedisClients clients;
    private final boolean isCluster;
    private final PresenceKeys keys;
    private final PresenceTtl lifetimes;
    private final ScriptCalls calls;
    private UnifiedJedis jedis;

    RedisPresenceStore(RedisSettings settings) {
        this(settings, PresenceTtl.DEFAULT);
    }

    RedisPresenceStore(RedisSettings settings, PresenceTtl lifetimes) {
        this.lifetimes = lifetimes;
        clients = new RedisClients(settings);
        isCluster = settings.isCluster();
        keys = new PresenceKeys(settings.key());
        calls = new ScriptCalls(keys, lifetimes);
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
        List<?> reply = (List<?>) evaluate(new ScriptCall(PresenceScripts.BEAT, keys.nodes(), arguments));
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

    private static String flag(boolean value) {
        return value ? "1" : "0";
    }

    @Override
    public void end(Lease lease) {
        evaluate(new ScriptCall(PresenceScripts.END, keys.nodes(), List.of(lease.text(), millis(lifetimes.nodes()))));
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
        evaluate(new ScriptCall(PresenceScripts.USERS_NOTED, List.of(keys.users(lease)), arguments));
    }

    @Override
    public Set<String> enrolled(Lease lease, int max) {
        return Set.copyOf(connected().srandmember(keys.users(lease), max));
    }

    @Override
    public List<UserReply> users(List<UserCommand> steps) {
        List<Object> replies = evaluate(steps.stream().map(calls::of).toList());
        List<UserReply> answers = new ArrayList<>(replies.size());
        for (int i = 0; i < replies.size(); i++) {
            answers.add(PresenceFields.reply(steps.get(i).userId(), (List<?>) replies.get(i)));
        }
        return answers;
    }

    @Override
    public void rooms(List<RoomCommand> steps) {
        evaluate(steps.stream().map(calls::changed).toList());
    }

    @Override
    public void renewRooms(List<RoomCommand> steps) {
        evaluate(steps.stream().map(calls::renewed).toList());
    }

    @Override
    public List<Set<String>> usersIn(List<String> rooms, Lease except) {
        return evaluate(read(PresenceScripts.ROOM_USERS, rooms)).stream()
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
        return evaluate(read(PresenceScripts.ROOM_SOCKETS, rooms, except.text())).stream()
                .map(count -> Math.toIntExact((Long) count))
                .toList();
    }

    @Override
    public Map<String, RoomOrigin> origins(Collection<String> rooms) {
        List<String> names = List.copyOf(rooms);
        List<Object> replies = evaluate(read(PresenceScripts.ROOM_ORIGIN, names));
        Map<String, RoomOrigin> origins = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            PresenceFields.origin((List<?>) replies.get(i)).ifPresent(origin -> origins.put(name, origin));
        }
        return origins;
    }

    private List<ScriptCall> read(LuaScript script, List<String> rooms, String... arguments) {
        return rooms.stream().map(room -> calls.room(script, room, arguments)).toList();
    }

    @Override
    public List<SharedKeys.Answer> keys(List<KeyCommand> commands) {
        return evaluate(commands.stream().map(calls::of).toList()).stream()
                .map(KeyFields::answer)
                .toList();
    }

    private List<Object> evaluate(List<ScriptCall> steps) {
        if (isCluster || steps.size() < 2) {
            return steps.stream().map(this::evaluate).collect(Collectors.toList());
        }
        try (AbstractPipeline pipeline = connected().pipelined()) {
            List<Supplier<Object>> replies =
                    steps.stream().map(step -> step.on(pipeline)).toList();
            pipeline.sync();
            return replies.stream().map(Supplier::get).collect(Collectors.toList());
        }
    }

    private Object evaluate(ScriptCall step) {
        return step.on(connected());
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
