package dev.parley.it.own;

import dev.parley.api.NonBlocking;
import dev.parley.api.OnEvent;
import dev.parley.api.SocketNamespace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has handlers that wait: for a second, or until another client opens a gate. The chat is left out. */
@SocketNamespace("/")
@ApplicationScoped
public class WaitingDesk {

    private static final long MOST_SECONDS = 60;

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, key -> new CountDownLatch(1));
    }

    @OnEvent("wait")
    boolean waitFor(String gate) throws InterruptedException {
        return gate(gate).await(MOST_SECONDS, TimeUnit.SECONDS);
    }

    @OnEvent("open")
    @NonBlocking
    void open(String gate) {
        gate(gate).countDown();
    }

    @OnEvent("sleep")
    void sleep() throws InterruptedException {
        Thread.sleep(TimeUnit.SECONDS.toMillis(1));
    }

    @OnEvent("number")
    int number(int number, String padding) {
        return number;
    }

    @OnEvent("light")
    @NonBlocking
    int light(int number, String padding) {
        return number;
    }
}
