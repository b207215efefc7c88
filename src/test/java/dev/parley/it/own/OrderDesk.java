package dev.parley.it.own;

import dev.parley.api.Ack;
import dev.parley.api.Caller;
import dev.parley.api.Emitter;
import dev.parley.api.Handshake;
import dev.parley.api.NonBlocking;
import dev.parley.api.OnEvent;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells its clients what it sees of the container. */
@SocketNamespace("/orders")
@ApplicationScoped
@RolesAllowed("trader")
public class OrderDesk {

    @Inject
    RequestNumber request;

    @Inject
    @SocketNamespace("/orders")
    Emitter orders;

    @Inject
    Socket socket;

    @Inject
    Ack ack;

    @Inject
    Handshake handshake;

    @Inject
    @Caller
    JsonWebToken token;

    @Inject
    @Caller
    Principal principal;

    /** What a handler knows of its caller, by a parameter and by injection. */
    public record Who(String name, String injected, String principal, String issuer, boolean sameToken, String raw) {}

    @OnEvent("public")
    @Transactional
    @Counted
    public List<Integer> inTransaction() throws NamingException {
        return seen();
    }

    @OnEvent("package")
    @Transactional
    @Counted
    List<Integer> inTransactionToo() throws NamingException {
        return seen();
    }

    private static List<Integer> seen() throws NamingException {
        TransactionSynchronizationRegistry transactions =
                InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
        boolean active = transactions.getTransactionStatus() == Status.STATUS_ACTIVE;
        return List.of(CountedInterceptor.CALLS.get(), active ? 1 : 0);
    }

    @OnEvent("request")
    List<Integer> request() {
        return List.of(request.get(), request.get(), RequestNumber.DESTROYED.get());
    }

    @OnEvent("light")
    @NonBlocking
    List<Integer> light() {
        return request();
    }

    @OnEvent("who")
    Who who(JsonWebToken caller) {
        return new Who(
                caller.getName(),
                token.getName(),
                principal.getName(),
                token.getIssuer(),
                caller.getRawToken().equals(token.getRawToken()),
                token.getRawToken());
    }

    @OnEvent("socket")
    List<String> socket(Socket parameter) {
        return List.of(parameter.id(), socket.id(), socket.namespace(), handshake.remoteAddress());
    }

    @OnEvent("acknowledge")
    void acknowledge(Ack parameter) {
        ack.send("by injection", 2);
    }

    @OnEvent("outside")
    String outside() {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return socket.id();
                    } catch (IllegalStateException e) {
                        return e.getMessage();
                    }
                })
                .join();
    }

    @OnEvent("manage")
    @RolesAllowed("manager")
    String manage() {
        return "managed";
    }

    @OnEvent("thread")
    List<String> thread() {
        return List.of(
                Thread.currentThread().toString(),
                String.valueOf(Runtime.version().feature()));
    }

    @OnEvent("announce")
    void announce(String text) {
        orders.emit("announced", text);
    }
}
