package dev.parley.bench.orders;

import dev.parley.api.AuthenticatedUser;
import dev.parley.api.NonBlocking;
import dev.parley.api.OnEvent;
import dev.parley.api.Problem;
import dev.parley.api.ProblemException;
import dev.parley.api.SocketNamespace;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes orders, and answers with receipts. */
@ApplicationScoped
@SocketNamespace("/orders")
public class OrderDesk {

    /** On the thread that has read the event. */
    @OnEvent("place-nonblocking")
    @NonBlocking
    public Receipt placeHere(Order order, AuthenticatedUser trader) {
        return receipt(order, trader);
    }

    /** On a thread that may block. */
    @OnEvent("place-default")
    public Receipt place(Order order, AuthenticatedUser trader) {
        return receipt(order, trader);
    }

    private static Receipt receipt(Order order, AuthenticatedUser trader) {
        if (order.book() == null || order.book().isEmpty() || order.amount() <= 0) {
            throw new ProblemException(Problem.of("INVALID_ORDER", "An order has a book and an amount."));
        }
        return new Receipt(order.book(), order.amount(), trader.id());
    }
}
