package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.payload.PresenceChange;
import dev.parley.presence.Presence;
import dev.parley.presence.PresenceDirectory;
import dev.parley.presence.PresenceUpdate;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Handles {@code presence-update}, and updates the presence of users when sockets connect and disconnect. When a user
 * joins a room, this user and the members get each other's presence, so that a client can show a member list at once.
 *
 * <p>The changes of one user's presence and their announcements run one after the other, on the
 * {@link PerUserExecutor}. So the last announcement that a client gets always has the current presence, whatever
 * happens at the same time.
 */
final class PresenceEvents {

    private final PresenceDirectory directory;
    private final PresenceAnnouncer announcer;
    private final UnexpectedErrorHandler incidents;
    private final PerUserExecutor turns = new PerUserExecutor();

    PresenceEvents(PresenceDirectory directory, PresenceAnnouncer announcer, UnexpectedErrorHandler incidents) {
        this.directory = directory;
        this.announcer = announcer;
        this.incidents = incidents;
    }

    void handle(EventHandlers handlers) {
        handlers.on(ChatEvents.UPDATE_PRESENCE, this::update);
    }

    private void update(Socket socket, IncomingEvent event, PresenceChange change) {
        String user = SocketUser.of(socket).id();
        turns.execute(
                user,
                () -> CompletableFuture.completedStage(user)
                        // Also covers a directory that throws instead of returning a failed stage: the client gets an
                        // error in both cases.
                        .thenCompose(id -> directory.changed(id, socket.id(), change.status(), change.metadata()))
                        .thenAccept(changed -> changed.ifPresent(news -> announcer.announce(news, socket)))
                        .whenComplete((done, failure) -> answer(socket, event, failure)));
    }

    /**
     * Registers a socket that is connecting.
     *
     * @return completes when the directory has registered the socket, so that later queries find it, or when it has
     *     failed to do so. Never fails
     */
    CompletionStage<Void> connected(Socket socket) {
        String user = SocketUser.of(socket).id();
        CompletableFuture<Void> known = new CompletableFuture<>();
        turns.execute(user, () -> {
            CompletionStage<Optional<PresenceUpdate>> change = directory.connected(user, socket.id());
            change.whenComplete((news, failure) -> known.complete(null));
            return change.thenAccept(news -> news.ifPresent(some -> announcer.announce(some, socket)));
        });
        return known;
    }

    /**
     * The presence of a user. It is read after all earlier tasks of the user, so the answer includes every change on
     * this node before this call, even if a directory elsewhere did not have the change at the time of the call.
     */
    CompletionStage<Presence> seen(String user) {
        CompletableFuture<Presence> seen = new CompletableFuture<>();
        turns.execute(
                user,
                () -> directory.of(user).whenComplete((presence, failure) -> {
                    if (failure == null) {
                        seen.complete(presence);
                    } else {
                        seen.completeExceptionally(failure);
                    }
                }));
        return seen;
    }

    /** A socket that was in these rooms has disconnected. */
    void disconnected(Socket socket, Set<String> rooms) {
        String user = SocketUser.of(socket).id();
        turns.execute(
                user,
                () -> directory
                        .disconnected(user, socket.id())
                        .thenAccept(change -> change.ifPresent(news -> announcer.announce(news, rooms, socket))));
    }

    /** A socket has become a member of a room, and its client has got the confirmation. */
    void joined(Socket socket, String room) {
        String user = SocketUser.of(socket).id();
        if (!announcer.isInWithAnother(user, room, socket)) {
            turns.execute(user, () -> directory.newsOf(user).thenAccept(news -> arrived(socket, room, news)));
        }
        Set<String> roommates = announcer.roommates(user, room);
        roommates.forEach(other -> tell(socket, other));
        directory
                .usersElsewhereIn(room)
                .thenAccept(others -> others.stream()
                        .filter(other -> !other.equals(user) && !roommates.contains(other))
                        .limit(PresenceAnnouncer.MAX_ROOMMATES - roommates.size())
                        .forEach(other -> tell(socket, other)));
    }

    private void arrived(Socket socket, String room, PresenceUpdate news) {
        if (!news.rooms().contains(room)) {
            announcer.announceIn(room, news.presence(), socket);
        }
    }

    private void tell(Socket socket, String other) {
        turns.execute(other, () -> directory.of(other).thenAccept(presence -> announcer.tell(socket, presence)));
    }

    /**
     * A socket has just joined a room.
     *
     * @return the number of sockets of other nodes in the room, or 0 if it cannot be determined. When the stage
     *     completes, the other nodes know the socket that has joined. Never fails
     */
    CompletionStage<Integer> entered(Socket socket, String room) {
        directory.moved(SocketUser.of(socket).id(), socket.id());
        return directory.socketsElsewhereIn(room).exceptionally(failure -> 0);
    }

    /** A socket has left a room. */
    void left(Socket socket) {
        directory.moved(SocketUser.of(socket).id(), socket.id());
    }

    /**
     * The presence of a user has changed without an operation of this node. When the user's task runs, the user may
     * have connected or disconnected again; then that change is announced elsewhere, and nothing is announced here.
     */
    void changed(PresenceUpdate news) {
        String user = news.presence().userId();
        turns.execute(
                user,
                () -> directory.newsOf(user).thenAccept(now -> {
                    boolean connected = now.presence().isConnected();
                    if (connected == news.presence().isConnected()) {
                        announcer.announce(connected ? now : news);
                    }
                }));
    }

    private void answer(Socket socket, IncomingEvent event, Throwable failure) {
        if (failure == null) {
            event.ack().send(JSON.createObjectBuilder().add("success", true).build());
        } else {
            incidents.failed(socket, event, failure);
        }
    }
}
