package dev.parley.example.orders;

import dev.parley.api.Auth;
import dev.parley.api.Emits;
import dev.parley.api.Emitter;
import dev.parley.api.NonBlocking;
import dev.parley.api.OnConnect;
import dev.parley.api.OnError;
import dev.parley.api.OnEvent;
import dev.parley.api.Problem;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Takes orders. Whoever has subscribed to a book hears of the orders in it as soon as they are committed. */
@ApplicationScoped
@SocketNamespace("/orders")
@RolesAllowed({"trader", "observer"})
@Emits(event = "order:placed", payload = Receipt.class)
public class OrderDesk {

    @Inject
    private OrderBook book;

    @Inject
    @SocketNamespace("/orders")
    private Emitter desk;

    /** A client shows which book it wants to hear of; without one it hears of none. */
    @OnConnect
    void arrived(Socket socket, @Auth Optional<Subscription> wish) {
        wish.map(Subscription::book).ifPresent(socket::join);
    }

    /** Places an order. Observers may not. */
    @OnEvent("order:place")
    @Transactional
    @RolesAllowed("trader")
    public Receipt place(@Valid Order order, JsonWebToken caller) {
        Receipt receipt = book.place(order, caller.getName());
        desk.to(order.book()).afterCommit().emit("order:placed", receipt);
        return receipt;
    }

    /** How much the caller has ordered in all. */
    @OnEvent("order:total")
    public int total(JsonWebToken caller) {
        return book.total(caller.getName());
    }

    /** Answers at once, on the thread that has read the event. */
    @OnEvent("echo")
    @NonBlocking
    public Order echo(Order order) {
        return order;
    }

    @OnError
    Problem refused(OutOfCreditException e) {
        return Problem.of("NO_CREDIT", "You have no more credit.", Map.of("limit", e.limit()));
    }
}
