package dev.parley.events.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ManualTime;
import dev.parley.events.json.JsonBinding;
import dev.parley.socketio.adapter.MemoryCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndeclaredEventsTest {

    private final List<LogRecord> logged = new ArrayList<>();
    private final Logger logger = Logger.getLogger(UndeclaredEvents.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void anEventThatNobodyDeclaresIsWarnedOfOnce() {
        UndeclaredEvents undeclared = new UndeclaredEvents(Map.of("/orders", Set.of("placed"), "/silent", Set.of()));
        EmitNode node = new EmitNode(
                new MemoryCluster(),
                "a",
                new ManualTime(),
                new EmitServices(new JsonBinding(), new CommitQueue(() -> null), undeclared));
        EmitNode.Client client = node.joins("/orders", "ann");

        node.emitter("/orders").emit("placed");
        node.emitter("/foreign").emit("lost");
        assertThat(logged).isEmpty();
        node.emitter("/orders").emit("lost");
        node.socket(client).emit("lost");
        node.emitter("/orders").emitWithAck(String.class, "lost");
        node.emitter("/silent").emit("lost");

        assertThat(logged)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getParameters()).contains("lost"));
        assertThat(client.heard()).hasSize(4);
    }

    @Test
    void theNumberOfWarningsIsBounded() {
        UndeclaredEvents undeclared = new UndeclaredEvents(Map.of("/orders", Set.of()));
        for (int i = 0; i < 2_000; i++) {
            undeclared.sent("/orders", "event " + i);
        }
        assertThat(logged).hasSize(1_000);
    }
}
