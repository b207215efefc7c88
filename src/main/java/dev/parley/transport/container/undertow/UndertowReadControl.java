package dev.parley.transport.container.undertow;

import dev.parley.transport.container.ReadControl;
import dev.parley.transport.container.Reflection;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;

/**
 * Stops the reading of a WebSocket of Undertow, the container of WildFly, by the channel below the session. The frame
 * that has begun is read to its end if its bytes have come.
 */
public final class UndertowReadControl implements ReadControl {

    private static final Logger LOG = System.getLogger(UndertowReadControl.class.getName());

    private final Members members;
    private final Object channel;

    private UndertowReadControl(Members members, Object channel) {
        this.members = members;
        this.channel = channel;
    }

    @Override
    public void receiving(boolean on) {
        try {
            if (on) {
                members.resume.invokeExact(channel);
            } else {
                members.suspend.invokeExact(channel);
            }
        } catch (Throwable e) {
            // A method handle may throw anything; here, the worker's pool when the server stops.
            LOG.log(Level.DEBUG, "A WebSocket was gone before its reading was changed", e);
        }
    }

    /** The members of Undertow, looked up once. */
    public static final class Members {

        private final MethodHandle channelOf;
        private final MethodHandle suspend;
        private final MethodHandle resume;

        /** Looks up the members, starting from a session. */
        public Members(Session session) throws ReflectiveOperationException {
            Class<?> channelType =
                    session.getClass().getMethod("getWebSocketChannel").getReturnType();
            channelOf = Reflection.method(session.getClass(), "getWebSocketChannel", Object.class);
            suspend = Reflection.method(channelType, "suspendReceives", void.class);
            resume = Reflection.method(channelType, "resumeReceives", void.class);
        }

        /** Creates the control of a session. */
        public ReadControl of(Session session) throws ReflectiveOperationException {
            try {
                return new UndertowReadControl(this, (Object) channelOf.invokeExact((Object) session));
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new ReflectiveOperationException(e);
            }
        }
    }
}
