package dev.parley.it.own;

import dev.parley.api.OnEvent;
import dev.parley.api.SocketNamespace;

/** No bean: a class with a constructor that CDI cannot use. */
@SocketNamespace("/homeless")
public class HomelessDesk {

    private final String address;

    public HomelessDesk(String address) {
        this.address = address;
    }

    @OnEvent("address")
    String address() {
        return address;
    }
}
