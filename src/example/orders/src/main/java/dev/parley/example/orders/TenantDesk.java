package dev.parley.example.orders;

import dev.parley.api.Emits;
import dev.parley.api.NamespaceParam;
import dev.parley.api.OnConnect;
import dev.parley.api.OnEvent;
import dev.parley.api.Problem;
import dev.parley.api.ProblemException;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;

/** A namespace for each tenant: a user belongs to the tenant whose name is before the at sign. */
@ApplicationScoped
@SocketNamespace("/tenants/{id}")
@Emits(event = "notice", payload = Notice.class)
public class TenantDesk {

    @OnConnect
    void arrived(@NamespaceParam("id") String tenant, Principal caller) {
        if (!caller.getName().startsWith(tenant + "@")) {
            throw new ProblemException(Problem.of("OTHER_TENANT", "You belong to another tenant."));
        }
    }

    /** Tells all others of the tenant. */
    @OnEvent("notice")
    public void tell(String text, @NamespaceParam("id") String tenant, Socket socket) {
        socket.others().emit("notice", new Notice(tenant, text));
    }
}
