package dev.parley.transport.upgrade;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;

/** The container's objects of a request, with the names that Payara's have. */
final class FakeCatalina {

    /** The request that an application sees. */
    public interface Facade extends HttpServletRequest {
        /** The request behind it. */
        Request getUnwrappedCoyoteRequest();
    }

    /** Catalina's request; the fields are the pool's. */
    public static class Request {
        private final GrizzlyRequest grizzlys = new GrizzlyRequest();
        private boolean afterService;
        private boolean resume;
        private boolean handlerInitialised;
        private boolean upgrade = true;
        private WebConnection webConnection;
        private HttpUpgradeHandler httpUpgradeHandler;

        /** The connection of the last pipeline. */
        public WebConnection getWebConnection() {
            return webConnection;
        }

        /** Whether it is a WebSocket. */
        public void setUpgrade(boolean upgraded) {
            upgrade = upgraded;
        }

        /** Grizzly's request. */
        public GrizzlyRequest getCoyoteRequest() {
            return grizzlys;
        }
    }

    /** What the connector makes of it. */
    public static final class OfConnector extends Request {}

    /** Grizzly's request. */
    public static final class GrizzlyRequest {
        private final Packet packet = new Packet();
        private final GrizzlyResponse response = new GrizzlyResponse();

        /** Its answer. */
        public GrizzlyResponse getResponse() {
            return response;
        }

        /** The packet that it came in. */
        public Packet getRequest() {
            return packet;
        }
    }

    /** Grizzly's response. */
    public static final class GrizzlyResponse {
        private boolean suspended;

        /** The connection stays open when the container's thread has left. */
        public void suspend() {
            suspended = true;
        }
    }

    /** Grizzly's packet. */
    public static final class Packet {
        private final Set<String> notes = new HashSet<>(Set.of(
                Request.class.getName(), Request.class.getName().replaceFirst("Request$", "Response"), "another"));
        private boolean contentBroken;
        /** The end of the connection has denied it. */
        private boolean expectContent;

        /** Marks it as one that is not over. */
        public void setExpectContent(boolean expected) {
            expectContent = expected;
        }

        /** The note of a name. */
        public static Note createNote(String name) {
            return new Note(name);
        }

        /** Takes a note away. */
        public void removeNote(Note note) {
            notes.remove(note.name());
        }

        /** Whether it is marked. */
        public boolean isContentBroken() {
            return contentBroken;
        }

        /** Marks it. */
        public void setContentBroken(boolean broken) {
            contentBroken = broken;
        }
    }

    /** A note of Grizzly's. */
    public record Note(String name) {}

    private final Request request = new OfConnector();

    /** A request from the pool, which was asynchronous in its last use. */
    static FakeCatalina used() {
        FakeCatalina catalina = new FakeCatalina();
        catalina.leave();
        catalina.request.resume = true;
        catalina.request.handlerInitialised = true;
        return catalina;
    }

    /** What an application sees. */
    HttpServletRequest facade() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Facade.class}, (proxy, method, arguments) -> request);
    }

    /** The thread that serves it leaves it. */
    synchronized void leave() {
        request.afterService = true;
    }

    /** The pipelines above have made a connection of their own. */
    void keep(WebConnection connection) {
        request.webConnection = connection;
    }

    /** As the container has it before anybody asks for an upgrade. */
    static FakeCatalina plain() {
        FakeCatalina catalina = new FakeCatalina();
        catalina.request.upgrade = false;
        return catalina;
    }

    /** Whether it has been upgraded to this handler, as the container's own call does it. */
    boolean isUpgradedTo(HttpUpgradeHandler handler) {
        return request.upgrade
                && request.httpUpgradeHandler == handler
                && request.getCoyoteRequest().getResponse().suspended;
    }

    /** Whether a connection of it may still be closed. */
    boolean isUpgraded() {
        return request.upgrade;
    }

    /** Whether it looks like one that has never been used. */
    boolean isNew() {
        return !request.afterService && !request.resume && !request.handlerInitialised;
    }

    /** Whether it is out of circulation. */
    boolean isRetired() {
        Packet packet = request.getCoyoteRequest().getRequest();
        return packet.contentBroken && packet.expectContent && packet.notes.equals(Set.of("another"));
    }
}
