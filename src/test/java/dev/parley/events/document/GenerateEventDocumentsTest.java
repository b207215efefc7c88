package dev.parley.events.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.Emits;
import dev.parley.api.OnEvent;
import dev.parley.api.SocketNamespace;
import dev.parley.events.declaration.DeclarationException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents that a build makes of compiled classes. */
class GenerateEventDocumentsTest {

    public record Order(String book, int amount) {}

    public record Receipt(long id) {}

    @SocketNamespace("/orders")
    @Emits(event = "order:placed", payload = Receipt.class)
    static class Desk {
        @OnEvent("order:place")
        Receipt place(Order order) {
            return new Receipt(1);
        }
    }

    @SocketNamespace("/private")
    static class PrivateDesk {
        @OnEvent("a")
        private void a() {}
    }

    @TempDir
    Path folder;

    private Path classes(Class<?>... types) throws IOException {
        Path classes = folder.resolve("classes");
        for (Class<?> type : types) {
            String name = type.getName().replace('.', '/') + ".class";
            Files.createDirectories(classes.resolve(name).getParent());
            try (InputStream compiled = type.getClassLoader().getResourceAsStream(name)) {
                Files.copy(compiled, classes.resolve(name));
            }
        }
        return classes;
    }

    @Test
    void aBuildGetsBothDocumentsOfItsClasses() throws IOException {
        Path output = folder.resolve("made").resolve("here");

        GenerateEventDocuments.main(new String[] {
            classes(Desk.class, Order.class, Receipt.class).toString(),
            output.toString(),
            "Orders",
            "1.0",
            "orders.example"
        });

        assertThat(output.resolve("events.d.ts"))
                .content()
                .contains("interface ClientToServerEvents", "\"order:place\"", "\"order:placed\"");
        try (JsonReader reader = Json.createReader(Files.newInputStream(output.resolve("asyncapi.json")))) {
            JsonObject document = reader.readObject();
            assertThat(document.getJsonObject("info").getString("title")).isEqualTo("Orders");
            assertThat(document.getJsonObject("info").getString("version")).isEqualTo("1.0");
            assertThat(document.getJsonObject("servers").toString()).contains("orders.example");
            assertThat(document.getJsonObject("channels").toString()).contains("/orders");
        }
    }

    @Test
    void whatADeploymentWouldRefuseIsRefusedAndNothingIsWritten() throws IOException {
        Path classes = classes(PrivateDesk.class);
        Path output = folder.resolve("made");

        assertThatThrownBy(() -> GenerateEventDocuments.write(
                        classes, output, new DocumentInfo("Events", "1", "localhost", "/socket.io")))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(PrivateDesk.class.getName() + ".a(): A private method");
        assertThat(output).doesNotExist();
    }
}
