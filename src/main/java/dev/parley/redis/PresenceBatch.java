package dev.parley.redis;

import dev.parley.chat.PresenceHost;
import dev.parley.chat.RoomOrigin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

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
        all.addAll(origins);
        return all;
    }

    /** Brings it all to the store, with the moves of these users, and tells those who wait. */
    void bring(Set<String> moved) {
        Set<String> concerned = new HashSet<>(moved);
        arrivals.forEach(request -> concerned.add(request.userId()));
        enroll(concerned);
        List<LocalUsers.Departure> gone =
                departures.stream().map(PresenceRequest.OfUser::departure).toList();
        RoomMoves moves = new RoomMoves(users, host, lease, moved, gone);
        bringUsers(moves.userSteps());
        bringRooms(moves);
        bringDepartures();
        answerQuestions();
    }

    private void enroll(Collection<String> userIds) {
        List<String> unknown = userIds.stream()
                .filter(id -> Boolean.FALSE.equals(users.with(id, LocalUser::isEnrolled)))
                .toList();
        if (!unknown.isEmpty()) {
            store.enroll(lease, unknown);
            unknown.forEach(id -> users.with(id, LocalUser::enrolled));
        }
    }

    /** Arrivals come before the moves of those who arrive, and looks after them. */
    private void bringUsers(List<UserStep> moves) {
        List<UserStep> steps = new ArrayList<>();
        arrivals.forEach(request -> steps.add(request.step().apply(lease)));
        steps.addAll(moves);
        others.forEach(request -> steps.add(request.step().apply(lease)));
        if (!steps.isEmpty()) {
            List<UserReply> replies = store.users(steps);
            settle(others, replies.subList(arrivals.size() + moves.size(), replies.size()));
            settle(arrivals, replies.subList(0, arrivals.size()));
            steps.forEach(this::place);
        }
    }

    private void place(UserStep step) {
        if (step instanceof UserStep.Put put) {
            users.placed(put.userId(), put.sockets());
        }
    }

    private void bringRooms(RoomMoves moves) {
        List<RoomStep> steps = moves.roomSteps();
        if (!steps.isEmpty()) {
            store.rooms(steps);
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
        List<UserStep> steps = new ArrayList<>();
        departures.forEach(request -> steps.add(request.step().apply(lease)));
        settle(departures, store.users(steps));
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
            for (int i = 0; i < answers.size(); i++) {
                PresenceRequest.UsersIn question = roommates.get(i);
                Set<String> answer = answers.get(i);
                tellers.accept(() -> question.result().complete(answer));
            }
            roommates.clear();
        }
        for (PresenceRequest.Origins question : List.copyOf(origins)) {
            Map<String, RoomOrigin> answer = store.origins(question.rooms());
            tellers.accept(() -> question.result().complete(answer));
            origins.remove(question);
        }
    }
}
