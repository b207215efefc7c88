package dev.parley.it.own;

import dev.parley.api.Emitter;
import dev.parley.api.NamespaceParam;
import dev.parley.api.OnEvent;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** A namespace for each tenant, whose number is in its name. */
@SocketNamespace("/tenants/{id}")
@Dependent
public class TenantDesk {

    @Inject
    RequestNumber request;

    @Inject
    @SocketNamespace("/tenants/{id}")
    Emitter tenants;

    private int calls;

    @OnEvent("which")
    @Counted
    List<String> which(@NamespaceParam("id") int tenant, Socket socket) {
        calls++;
        request.get();
        return List.of(Integer.toString(tenant), socket.namespace(), Integer.toString(calls));
    }

    @OnEvent("tell")
    void tell(String namespace, String text) {
        tenants.in(namespace).emit("told", text);
    }
}
