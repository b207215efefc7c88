package dev.parley.transport.polling;

import dev.parley.engine.CloseReason;
import dev.parley.engine.EngineSession;
import dev.parley.engine.InboundBudget;
import dev.parley.engine.RequestError;
import dev.parley.quirk.ServerQuirk;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the body of a POST as it arrives, up to a limit, and passes it to the transport. No thread waits meanwhile.
 *
 * <p>This class checks for the end before it asks the stream for more data. If a container is asked at the end, it may
 * (as Payara does) also report the end on a second thread. That thread then finds the request answered and recycled,
 * and the request object may already belong to somebody else.
 */
@ServerQuirk(server = "Payara", what = "Asked at the end of a body, it tells the end on a second thread as well.")
final class BodyReader implements ReadListener {

    private static final int CHUNK = 8192;

    private final ServletInputStream in;
    private final int maxBytes;
    private final InboundBudget.Holding holding;
    private final AsyncPollExchange exchange;
    private final PollingTransport transport;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private final byte[] chunk = new byte[CHUNK];
    private final AtomicBoolean done = new AtomicBoolean();
    /** In bytes; -1 if it is not declared. */
    private long declared = -1;

    BodyReader(ServletInputStream in, EngineSession session, AsyncPollExchange exchange, PollingTransport transport) {
        this.in = in;
        this.maxBytes = session.allowance().maxMessage();
        this.holding = session.allowance().underWay();
        this.exchange = exchange;
        this.transport = transport;
    }

    /**
     * Begins to read. A body whose declared length is too large is rejected at once. A body that has arrived
     * completely, as almost all have, is read at once: the container then makes no later call for it.
     *
     * @param declaredLength in bytes; -1 if the request does not declare a length
     */
    void begin(long declaredLength) {
        if (declaredLength > maxBytes) {
            tooBig();
            return;
        }
        declared = declaredLength;
        try {
            if (declaredLength >= 0 && in.available() >= declaredLength) {
                body.write(in.readNBytes((int) declaredLength));
                onAllDataRead();
            } else {
                in.setReadListener(this);
            }
        } catch (IOException | IllegalStateException e) {
            onError(e);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!done.get() && !exchange.isAnswered() && in.isReady()) {
            int read = in.read(chunk);
            if (read < 0) {
                return;
            }
            if (body.size() + read > maxBytes) {
                tooBig();
                return;
            }
            body.write(chunk, 0, read);
            if (!holding.hold(body.size())) {
                overBudget();
                return;
            }
            if (isWhole()) {
                onAllDataRead();
            }
        }
    }

    /**
     * Whether nothing more comes. Payara does not know that yet when it calls for the last bytes. If it were asked for more
     * then, it would ask the channel for input once more than there is a request: the input would be the client's next
     * request, or a frame of the WebSocket that this becomes.
     */
    private boolean isWhole() throws IOException {
        return body.size() == declared || in.isFinished() && in.available() == 0;
    }

    private void tooBig() {
        if (done.compareAndSet(false, true)) {
            fail(CloseReason.MESSAGE_TOO_BIG, exchange::tooLarge);
        }
    }

    private void overBudget() {
        if (done.compareAndSet(false, true)) {
            fail(CloseReason.OVER_BUDGET, exchange::tooLarge);
        }
    }

    @Override
    public void onAllDataRead() {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        holding.hold(0);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            fail(CloseReason.PARSE_ERROR, this::abandon);
            return;
        }
        transport.receive(exchange, text);
    }

    @Override
    public void onError(Throwable failure) {
        if (done.compareAndSet(false, true)) {
            fail(CloseReason.TRANSPORT_ERROR, this::abandon);
        }
    }

    private void abandon() {
        exchange.abandon(RequestError.BAD_REQUEST);
    }

    private void fail(CloseReason reason, Runnable answer) {
        transport.postFailed(exchange, reason, answer);
    }
}
