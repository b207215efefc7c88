package dev.parley.bench.netty;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.annotation.OnEvent;
import java.util.Map;

/** Takes orders, and answers with receipts, in the annotation style of netty-socketio. */
public final class OrderDesk {

    /** What is ordered. */
    public record Order(String book, int amount) {}

    /** What was ordered, and by whom. */
    public record Receipt(String book, int amount, String trader) {}

    @OnEvent("place-nonblocking")
    public void placeHere(SocketIOClient client, AckRequest ack, Order order) {
        place(client, ack, order);
    }

    /** There is one way of calling, so it is the same. */
    @OnEvent("place-default")
    public void place(SocketIOClient client, AckRequest ack, Order order) {
        if (order.book() == null || order.book().isEmpty() || order.amount() <= 0) {
            ack.sendAckData(Map.of("error", Map.of("code", "INVALID_ORDER")));
        } else {
            ack.sendAckData(new Receipt(order.book(), order.amount(), client.get(NettyPeer.USER)));
        }
    }
}
