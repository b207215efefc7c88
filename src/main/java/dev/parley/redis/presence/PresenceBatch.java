package dev.parley.redis.presence;

import dev.parley.presence.PresenceHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The requests that have come in since the last call of the store; they are sent to it together.
 *
 * <p><b>Order.</b> Users are listed under the lease before anything is stored of them. The rooms of a socket are stored
 * before the socket is counted in them, and a count is reduced before the socket is removed. So whatever a crash
 * interrupts, the nodes that clean up find everything.
 */
final class PresenceBatch {

    private static final int MAX_REQUESTS = 1000;

    private final PresenceStore store;
    private final LocalUsers users;
    private final PresenceHost host;
    private final Lease lease;
    private final Consumer<Runnable> tellers;
    private final List<PresenceRequest.OfUser> arrivals = new ArrayList<>();
    private final List<PresenceRequest.OfUser> departures = new ArrayList<>();
    private final List<PresenceRequest.OfUser> others = new ArrayList<>();
    private final List<PresenceRequest.UsersIn> roommates = new ArrayList<>();
    private final List<PresenceRequest.SocketsIn> counts = new ArrayList<>();
    private final List<PresenceRequest.Origins> origins = new ArrayList<>();
    private final List<PresenceRequest.OfKey> keys = new ArrayList<>();

    /**
     * Creates an empty batch.
     *
     * @param tellers runs the tasks that notify the callers
     */
    PresenceBatch(PresenceStore store, LocalUsers users, PresenceHost host, Lease lease, Consumer<Runnable> tellers) {
        this.store = store;
        this.users = users;
        this.host = host;
        this.lease = lease;
        this.tellers = tellers;
    }

    /** Takes requests out of a queue, up to {@link #MAX_REQUESTS}. */
    void take(Queue<PresenceRequest> requests) {
        for (int i = 0; i < MAX_REQUESTS; i++) {
            PresenceRequest request = requests.poll();
            if (request == null) {
                return;
            }
            if (request instanceof PresenceRequest.OfUser ofUser) {
                listFor(ofUser).add(ofUser);
            } else if (request instanceof PresenceRequest.UsersIn usersIn) {
                roommates.add(usersIn);
            } else if (request instanceof PresenceRequest.SocketsIn socketsIn) {
                counts.add(socketsIn);
            } else if (request instanceof PresenceRequest.Origins question) {
                origins.add(question);
            } else if (request instanceof PresenceRequest.OfKey ofKey) {
                keys.add(ofKey);
            }
        }
    }

    private List<PresenceRequest.OfUser> listFor(PresenceRequest.OfUser request) {
        if (request.departure() != null) {
            return departures;
        }
        return request.step().apply(lease) instanceof UserCommand.Put ? arrivals : others;
    }

    /** The requests that have been taken and not been answered. */
    List<PresenceRequest> unanswered() {
        List<PresenceRequest> all = new ArrayList<>(arrivals);
        all.addAll(departures);
        all.addAll(others);
        all.addAll(roommates);
        all.addAll(counts);
        all.addAll(origins);
        all.addAll(keys);
        return all;
    }

    /** Sends all requests to the store, together with the room changes of these users, and notifies the callers. */
    void bring(Set<String> moved) {
        bringArrivals();
        Set<String> all = new HashSet<>(moved);
        // The rooms of sockets that have just been added can be stored now.
        all.addAll(users.takeMoved());
        List<LocalUsers.Departure> gone =
                departures.stream().map(PresenceRequest.OfUser::departure).toList();
        PendingRoomChanges moves = new PendingRoomChanges(users, host, lease, all, gone);
        bringMoves(moves);
        bringDepartures();
        answerQuestions();
        bringKeys();
    }

    private void bringKeys() {
        if (!keys.isEmpty()) {
            answer(
                    keys,
                    store.keys(keys.stream().map(PresenceRequest.OfKey::command).toList()),
                    PresenceRequest.OfKey::result);
        }
    }

    private void bringArrivals() {
        if (arrivals.isEmpty()) {
            return;
        }
        List<String> unknown = arrivals.stream()
                .map(PresenceRequest.OfUser::userId)
                .filter(id -> !Boolean.TRUE.equals(users.with(id, LocalUser::isEnrolled)))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            store.enroll(lease, unknown);
            unknown.forEach(id -> users.with(id, LocalUser::enrolled));
        }
        List<UserCommand> steps = steps(arrivals);
        settle(arrivals, store.users(steps));
        steps.forEach(this::place);
    }

    private List<UserCommand> steps(List<PresenceRequest.OfUser> requests) {
        return requests.stream().map(request -> request.step().apply(lease)).toList();
    }

    private void place(UserCommand step) {
        if (step instanceof UserCommand.Put put) {
            users.placed(put.userId(), put.sockets());
        }
    }

    /**
     * Sends the room changes, and after them the other commands for users, so that their replies contain the changed
     * rooms.
     */
    private void bringMoves(PendingRoomChanges moves) {
        List<UserCommand> steps = new ArrayList<>(moves.userSteps());
        steps.addAll(steps(others));
        if (!steps.isEmpty()) {
            List<UserReply> replies = store.users(steps);
            settle(others, replies.subList(steps.size() - others.size(), steps.size()));
        }
        List<RoomCommand> rooms = moves.roomSteps();
        if (!rooms.isEmpty()) {
            store.rooms(rooms);
        }
        moves.done();
    }

    private void bringDepartures() {
        if (departures.isEmpty()) {
            return;
        }
        List<String> ids = departures.stream()
                .map(PresenceRequest.OfUser::userId)
                .distinct()
                .toList();
        List<UserReply> replies = store.users(steps(departures));
        List<RoomCommand> emptied = replies.stream()
                .flatMap(reply -> reply.emptiedExcept(lease).stream())
                .toList();
        if (!emptied.isEmpty()) {
            store.rooms(emptied);
        }
        settle(departures, replies);
        List<String> gone = users.without(ids);
        if (!gone.isEmpty()) {
            store.dismiss(lease, gone);
        }
    }

    private void settle(List<PresenceRequest.OfUser> asked, List<UserReply> replies) {
        for (int i = 0; i < asked.size(); i++) {
            UserReply reply = replies.get(i);
            users.settle(reply, lease);
            tellers.accept(asked.get(i).settled().apply(reply));
        }
        asked.clear();
    }

    private void answerQuestions() {
        if (!roommates.isEmpty()) {
            List<Set<String>> answers = store.usersIn(
                    roommates.stream().map(PresenceRequest.UsersIn::room).toList(), lease);
            answer(roommates, answers, PresenceRequest.UsersIn::result);
        }
        if (!counts.isEmpty()) {
            List<Integer> answers = store.socketsIn(
                    counts.stream().map(PresenceRequest.SocketsIn::room).toList(), lease);
            answer(counts, answers, PresenceRequest.SocketsIn::result);
        }
        while (!origins.isEmpty()) {
            answer(
                    origins.subList(0, 1),
                    List.of(store.origins(origins.get(0).rooms())),
                    PresenceRequest.Origins::result);
        }
    }

    private <Q, A> void answer(List<Q> questions, List<A> answers, Function<Q, CompletableFuture<A>> result) {
        for (int i = 0; i < answers.size(); i++) {
            CompletableFuture<A> asked = result.apply(questions.get(i));
            A answer = answers.get(i);
            tellers.accept(() -> asked.complete(answer));
        }
        questions.clear();
    }
}
