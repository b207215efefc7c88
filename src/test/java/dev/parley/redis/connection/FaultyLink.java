package dev.parley.redis.connection;

import dev.parley.redis.messaging.RedisNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A network between a node and Redis that counts what passes, delays it, or swallows it without a word. */
public final class FaultyLink implements AutoCloseable {

    private volatile int port;
    private final ServerSocket entrance;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final AtomicLong fromRedis = new AtomicLong();
    private volatile boolean swallowing;
    private volatile Duration delay = Duration.ZERO;

    public FaultyLink(int port) throws IOException {
        this.port = port;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    /** Redis at the far end. */
    public RedisSettings settings() {
        return RedisUrl.parse("redis://127.0.0.1:" + entrance.getLocalPort(), RedisSettings.DEFAULT_KEY);
    }

    /** How many bytes have come from Redis. */
    public long fromRedis() {
        return fromRedis.get();
    }

    /** From now on nothing passes any more, though connections stay as they are; or everything does again. */
    public void swallow(boolean now) {
        swallowing = now;
    }

    /** From now on new connections lead to another Redis; those that are there stay. As an address that moves. */
    public void leadTo(int another) {
        port = another;
    }

    /** From now on everything takes so long. */
    public void delay(Duration now) {
        delay = now;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                Socket far = new Socket();
                far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                ends.add(near);
                ends.add(far);
                inBackground(() -> pass(near, far, false));
                inBackground(() -> pass(far, near, true));
            } catch (IOException e) {
                // Closed, or Redis is away: the connection is refused.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean count) {
        byte[] buffer = new byte[16_384];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!delay.isZero()) {
                    RedisNode.pause(delay);
                }
                if (count) {
                    fromRedis.addAndGet(length);
                }
                if (!swallowing) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // One side has ended it; so has the other now.
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task, "faulty-link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket end : ends) {
            end.close();
        }
    }
}
