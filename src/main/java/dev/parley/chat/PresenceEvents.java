package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * {@code presence-update}, and the presence that follows from coming and going. Who joins a room and the users who are
 * in it learn of each other's presence, so that a member list can be shown at once.
 *
 * <p>Everything about one user's presence, the change and the news of it, happens in that user's turn. So nobody is
 * left with old news, whatever races: what is told last is what is.
 */
final class PresenceEvents {

    private final PayloadReader payloads;
    private final PresenceDirectory directory;
    private final PresenceAnnouncer announcer;
    private final Incidents incidents;
    private final UserTurns turns = new UserTurns();

    PresenceEvents(
            PayloadReader payloads, PresenceDirectory directory, PresenceAnnouncer announcer, Incidents incidents) {
        this.payloads = payloads;
        this.directory = directory;
        this.announcer = announcer;
        this.incidents = incidents;
    }

    void update(Socket socket, IncomingEvent event) throws RefusedException {
        PresenceChange change = payloads.presence(event);
        String user = SocketUser.of(socket).id();
        turns.execute(
                user,
                () -> directory
                        .changed(user, socket.id(), change.status(), change.metadata())
                        .thenAccept(changed -> changed.ifPresent(news -> announcer.announce(news, socket)))
                        .whenComplete((done, failure) -> answer(socket, event, failure)));
    }

    /** A socket has come. */
    void connected(Socket socket) {
        String user = SocketUser.of(socket).id();
        turns.execute(
                user,
                () -> directory
                        .connected(user, socket.id())
                        .thenAccept(change -> change.ifPresent(news -> announcer.announce(news, socket))));
    }

    /** A socket that was in these rooms is gone. */
    void disconnected(Socket socket, Set<String> rooms) {
        String user = SocketUser.of(socket).id();
        turns.execute(
                user,
                () -> directory
                        .disconnected(user, socket.id())
                        .thenAccept(change -> change.ifPresent(news -> announcer.announce(news, rooms, socket))));
    }

    /** A socket is a new member of a room, and its client knows that. */
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

    private void arrived(Socket socket, String room, PresenceNews news) {
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
     * @return how many sockets are there on other nodes, as far as anybody can tell; from then on these know of the one
     *     that has joined. Never fails
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
     * The presence of a user has changed, and nobody of this node has done it. When its turn comes the user may have
     * come back, or gone again; then somebody else tells that.
     */
    void changed(PresenceNews news) {
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
