package dev.parley.app;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audit.AuditFormat;
import dev.parley.audit.AuditLog;
import dev.parley.engine.Handshake;
import dev.parley.socketio.ConnectAttempt;
import dev.parley.socketio.ConnectDecision;
import dev.parley.socketio.EventObserver;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditedConnectsTest {

    private static final ConnectDecision.Refused NO_TOKEN = new ConnectDecision.Refused(
            "no token",
            JSON.createObjectBuilder().add("code", "AUTHENTICATION_FAILED").build());

    private final Logger logger = Logger.getLogger(AuditLog.LOGGER);
    private final List<String> lines = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<ConnectDecision.Refused> counted = new ArrayList<>();
    private final AuditLog log = new AuditLog(AuditFormat.TEXT, Clock.systemUTC(), () -> 0);
    private final EventObserver meters = new EventObserver() {
        @Override
        public void refused(ConnectDecision.Refused refusal) {
            counted.add(refusal);
        }
    };

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(String.valueOf(line.getParameters()[0]));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    @Test
    void whoeverIsRefusedIsWrittenDownLaterAndCountedAtOnce() {
        new AuditedConnects(meters, log, waiting::add).refused(NO_TOKEN, attempt(Optional.empty()));

        assertThat(counted).containsExactly(NO_TOKEN);
        assertThat(lines).isEmpty();
        waiting.forEach(Runnable::run);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .endsWith("outcome=refused user=\"\" address=192.0.2.7 action=connect target=/"
                        + " detail=AUTHENTICATION_FAILED");
    }

    @Test
    void whomTheHandshakeProvedIsNamed() {
        new AuditedConnects(meters, log, Runnable::run).refused(NO_TOKEN, attempt(Optional.of(() -> "eve")));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("user=eve ");
    }

    @Test
    void aRefusalAtTheEndOfTheNodeIsWrittenDown() {
        AuditedConnects ended = new AuditedConnects(meters, log, task -> {
            throw new RejectedExecutionException();
        });

        ended.refused(new ConnectDecision.Refused("no", null), attempt(Optional.empty()));

        assertThat(lines).hasSize(1);
    }

    private static ConnectAttempt attempt(Optional<Principal> principal) {
        Handshake handshake = new Handshake(
                "/socket.io/",
                Map.of(),
                "192.0.2.7",
                false,
                Optional.empty(),
                Optional.empty(),
                principal,
                Instant.EPOCH);
        return new ConnectAttempt("/", handshake, Optional.empty());
    }
}
