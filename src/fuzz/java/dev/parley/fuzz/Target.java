package dev.parley.fuzz;

import dev.parley.admin.ListQueryTarget;
import dev.parley.engine.codec.EngineCodecTarget;
import dev.parley.limits.ClientAddressTarget;
import dev.parley.redis.connection.RedisUrlTarget;
import dev.parley.redis.connection.ReplyLimitTarget;
import dev.parley.redis.messaging.BroadcastCodecTarget;
import dev.parley.redis.messaging.MessagePackTarget;
import dev.parley.redis.messaging.RequestCodecTarget;
import dev.parley.redis.messaging.ResponseCodecTarget;
import dev.parley.redis.messaging.cluster.ClusterMessageTarget;
import dev.parley.redis.messaging.streams.StreamEntriesTarget;
import dev.parley.security.ClaimRulesTarget;
import dev.parley.security.JwtVerifierTarget;
import dev.parley.security.OriginPolicyTarget;
import dev.parley.security.RoomRulesTarget;
import dev.parley.socketio.codec.JsonTextTarget;
import dev.parley.socketio.codec.PacketCodecTarget;
import dev.parley.transport.ContentCodingTarget;
import dev.parley.transport.QueryStringTarget;
import dev.parley.transport.polling.PostedBodyTarget;
import dev.parley.transport.upgrade.FrameHeadersTarget;
import dev.parley.transport.websocket.MessageAssemblerTarget;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is fuzzed: a class whose method {@code fuzzerTestOneInput(byte[])}, as Jazzer looks for it, throws when something is
 * wrong. A method {@code isKept(byte[])} says no to inputs that are not to be kept.
 *
 * @param type the class
 */
record Target(Class<?> type) {

    /** All of them. */
    static List<Target> all() {
        return Stream.of(
                        FrameHeadersTarget.class,
                        MessageAssemblerTarget.class,
                        PostedBodyTarget.class,
                        EngineCodecTarget.class,
                        PacketCodecTarget.class,
                        JsonTextTarget.class,
                        MessagePackTarget.class,
                        BroadcastCodecTarget.class,
                        RequestCodecTarget.class,
                        ResponseCodecTarget.class,
                        ClusterMessageTarget.class,
                        StreamEntriesTarget.class,
                        ReplyLimitTarget.class,
                        RedisUrlTarget.class,
                        QueryStringTarget.class,
                        ContentCodingTarget.class,
                        ListQueryTarget.class,
                        JwtVerifierTarget.class,
                        ClaimRulesTarget.class,
                        OriginPolicyTarget.class,
                        RoomRulesTarget.class,
                        ClientAddressTarget.class,
                        PatternsTarget.class)
                .map(Target::new)
                .toList();
    }

    /** Its name, and that of the file of its corpus. */
    String name() {
        return type.getSimpleName();
    }

    /** Tries an input. */
    void accept(byte[] input) throws Throwable {
        call("fuzzerTestOneInput", input);
    }

    /** Whether an input may be kept: not if it does harm to other software. */
    boolean keeps(byte[] input) {
        try {
            return (boolean) call("isKept", input);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private Object call(String name, byte[] input) throws Throwable {
        Method method = type.getMethod(name, byte[].class);
        try {
            return method.invoke(null, (Object) input);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
