package dev.parley.redis;

import dev.parley.chat.PresenceHost;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What has come together since the store was called last, brought there at once.
 *
 * <p><b>Order.</b> Users are noted under the lease before anything is kept of them; a socket's rooms are written before it
 * is counted in them, and a count is taken back before the socket goes. So whatever a crash interrupts, those who clear
 * away find everything.
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

    /**
     * Nothing is in it yet.
     *
     * @param tellers run what tells those who wait
     */
    PresenceBatch(PresenceStore store, LocalUsers users, PresenceHost host, Lease lease, Consumer<Runnable> tellers) {
        this.store = store;
        this.users = users;
        this.host = host;
        this.lease = lease;
        this.tellers = tellers;
    }

    /** Takes requests out of a queue; as many as may be. */
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
            }
        }
    }

    private List<PresenceRequest.OfUser> listFor(PresenceRequest.OfUser request) {
        if (request.departure() != null) {
            return departures;
        }
        return request.step().apply(lease) instanceof UserStep.Put ? arrivals : others;
    }

    /** What has been taken and not been answered. */
    List<PresenceRequest> unanswered() {
        List<PresenceRequest> all = new ArrayList<>(arrivals);
        all.addAll(departures);
        all.addAll(others);
        all.addAll(roommates);
        all.addAll(counts);
        all.addAll(origins);
        return all;
    }

    /** Brings it all to the store, with the moves of these users, and tells those who wait. */
    void bring(Set<String> moved) {
        bringArrivals();
        Set<String> all = new HashSet<>(moved);
        // The rooms of those who have just arrived can follow.
        all.addAll(users.takeMoved());
        List<LocalUsers.Departure> gone =
                departures.stream().map(PresenceRequest.OfUser::departure).toList();
        RoomMoves moves = new RoomMoves(users, host, lease, all, gone);
        bringMoves(moves);
        bringDepartures();
        answerQuestions();
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
        List<UserStep> steps = steps(arrivals);
        settle(arrivals, store.users(steps));
        steps.forEach(this::place);
    }

    private List<UserStep> steps(List<PresenceRequest.OfUser> requests) {
        return requests.stream().map(request -> request.step().apply(lease)).toList();
    }

    private void place(UserStep step) {
        if (step instanceof UserStep.Put put) {
            users.placed(put.userId(), put.sockets());
        }
    }

    /** With whatever else concerns users, which comes after the moves so that it is seen from there. */
    private void bringMoves(RoomMoves moves) {
        List<UserStep> steps = new ArrayList<>(moves.userSteps());
        steps.addAll(steps(others));
        if (!steps.isEmpty()) {
            List<UserReply> replies = store.users(steps);
            settle(others, replies.subList(steps.size() - others.size(), steps.size()));
        }
        List<RoomStep> rooms = moves.roomSteps();
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
        settle(departures, store.users(steps(departures)));
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
