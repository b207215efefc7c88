package dev.parley.transport.upgrade;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Grizzly's packet of a request. Two notes on the packet refer to Catalina's request and response, under the names of
 * their classes. So the next user of a pooled packet gets the same request and response.
 */
final class GrizzlyPacket {

    private final Object packet;
    private final String request;
    private final Method isContentBroken;
    private final Method setContentBroken;
    private final Method setExpectContent;
    private final Method createNote;
    private final Method removeNote;

    private GrizzlyPacket(Object packet, String request) throws NoSuchMethodException {
        Class<?> type = packet.getClass();
        this.packet = packet;
        this.request = request;
        this.isContentBroken = MethodCache.of(type, "isContentBroken");
        this.setContentBroken = MethodCache.of(type, "setContentBroken", boolean.class);
        this.setExpectContent = MethodCache.of(type, "setExpectContent", boolean.class);
        this.createNote = MethodCache.of(type, "createNote", String.class);
        this.removeNote = MethodCache.of(type, "removeNote", createNote.getReturnType());
    }

    /**
     * Wraps a packet that is in use.
     *
     * @param catalinas the class of Catalina's request
     */
    static GrizzlyPacket of(Object packet, Class<?> catalinas) throws NoSuchMethodException {
        return new GrizzlyPacket(packet, catalinas.getName());
    }

    /** Whether the packet has been taken out of circulation. */
    boolean isRetired() throws IllegalAccessException, InvocationTargetException {
        return (boolean) isContentBroken.invoke(packet);
    }

    /**
     * Takes the packet out of circulation. Grizzly stops reading if the content is broken. It does not return a packet
     * that expects more content to the pool; the end of the connection may have cleared this flag, so the flag is set
     * again. Without its notes, the packet does not refer to Catalina's request any more. So no other client gets that
     * request, and it does not change for a thread that still uses it.
     */
    void retire() throws IllegalAccessException, InvocationTargetException {
        setContentBroken.invoke(packet, true);
        setExpectContent.invoke(packet, true);
        for (String name : List.of(request, request.replaceFirst("Request$", "Response"))) {
            // Grizzly returns the same note for the same name, however often this is called.
            removeNote.invoke(packet, createNote.invoke(null, name));
        }
    }
}
