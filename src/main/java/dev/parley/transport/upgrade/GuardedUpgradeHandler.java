package dev.parley.transport.upgrade;

import dev.parley.quirk.ServerQuirk;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;

/**
 * Wraps the container's own upgrade handler and gives it a connection whose input is checked. The server creates an
 * instance for each upgrade, and calls it on one thread at a time.
 */
@ServerQuirk(
        server = "Payara, GlassFish",
        what = "Tyrus allocates what a frame header declares before the frame has come.")
public class GuardedUpgradeHandler implements HttpUpgradeHandler {

    /**
     * The prefix of Tyrus's class names. Tyrus reads from the stream and allocates what a header declares. Other
     * containers take over the connection below the stream and read only what has arrived; Open Liberty does so only
     * for a handler of its own.
     */
    private static final String READS_THE_STREAM = "org.glassfish.tyrus.";

    private HttpUpgradeHandler handler;
    private FrameGuard guard;
    private UpgradedRequest request;
    private UpgradeThreads threads;
    private GuardedConnection guarded;

    /** The server calls this constructor if its internals are not as expected. */
    public GuardedUpgradeHandler() {
        // guard() sets the wrapped handler.
    }

    /**
     * Upgrades a request to a handler of the container. If the container's handler reads from the stream, it is wrapped
     * by this class; otherwise it is used directly.
     *
     * @return the container's handler
     */
    public static <T extends HttpUpgradeHandler> T upgrade(
            HttpServletRequest request, Class<T> type, FrameGuard guard, UpgradeThreads threads)
            throws IOException, ServletException {
        if (!type.getName().startsWith(READS_THE_STREAM)) {
            return request.upgrade(type);
        }
        T handler;
        try {
            handler = type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ServletException("An upgrade handler cannot be made", e);
        }
        UpgradedRequest upgraded = UpgradedRequest.of(request);
        GuardedUpgradeHandler guarded = new GuardedUpgradeHandler();
        if (!upgraded.upgradeTo(guarded)) {
            guarded = request.upgrade(GuardedUpgradeHandler.class);
        }
        guarded.guard(handler, guard, upgraded, threads);
        upgraded.readBy(threads.loops());
        return handler;
    }

    /**
     * Whether the container made this request from the last bytes of a WebSocket that has ended; then it is not a
     * request of a client.
     */
    public static boolean isOver(HttpServletRequest request) {
        return UpgradedRequest.isOver(request);
    }

    /**
     * Returns the container's own stream if this is the stream of a guarded connection, and otherwise the same stream.
     */
    public static Object behind(Object stream) {
        return stream instanceof GuardedOutput output ? output.behind() : stream;
    }

    /** Sets the wrapped handler; called before the server reports that the connection exists. */
    void guard(
            HttpUpgradeHandler containersHandler,
            FrameGuard frameGuard,
            UpgradedRequest upgraded,
            UpgradeThreads upgradeThreads) {
        handler = containersHandler;
        guard = frameGuard;
        request = upgraded;
        threads = upgradeThreads;
    }

    @Override
    public void init(WebConnection connection) {
        guarded = new GuardedConnection(connection, guard, request, threads);
        handler.init(guarded);
        guarded.begin();
    }

    @Override
    public void destroy() {
        if (guarded == null) {
            handler.destroy();
            return;
        }
        guarded.ending();
        handler.destroy();
        guarded.ended();
    }
}
