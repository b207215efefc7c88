package dev.parley.it;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.RoomAccessPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An application's own policy that blocks: who wants to enter {@code gate-x} waits until somebody has entered
 * {@code open-x}, for a minute at most. Everybody may enter everything. Part of the tested WAR.
 */
@ApplicationScoped
public class GatedRoomPolicy implements RoomAccessPolicy {

    private static final String GATE = "gate-";
    private static final String OPENER = "open-";
    private static final long MOST_SECONDS = 60;

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    @Override
    public boolean mayEnter(AuthenticatedUser user, String room) {
        if (room.startsWith(OPENER)) {
            gate(room.substring(OPENER.length())).countDown();
        } else if (room.startsWith(GATE)) {
            await(gate(room.substring(GATE.length())));
        }
        return true;
    }

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, key -> new CountDownLatch(1));
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
