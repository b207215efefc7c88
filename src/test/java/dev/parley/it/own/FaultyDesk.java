package dev.parley.it.own;

import dev.parley.api.Emitter;
import dev.parley.api.OnEvent;
import dev.parley.api.SocketNamespace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Sends to a namespace that nobody has declared. */
@SocketNamespace("/faulty")
@ApplicationScoped
public class FaultyDesk {

    @Inject
    @SocketNamespace("/elsewhere")
    Emitter elsewhere;

    @OnEvent("fail")
    void fail() {
        elsewhere.emit("failed");
    }
}
