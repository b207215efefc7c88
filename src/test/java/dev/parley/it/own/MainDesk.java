package dev.parley.it.own;

import dev.parley.api.OnEvent;
import dev.parley.api.SocketNamespace;
import jakarta.enterprise.context.ApplicationScoped;

/** The main namespace, which belongs to the chat unless it is left out. */
@SocketNamespace("/")
@ApplicationScoped
public class MainDesk {

    @OnEvent("double")
    int twice(int number) {
        return 2 * number;
    }
}
