package dev.parley.bench;

import dev.parley.bench.orders.Order;
import dev.parley.bench.orders.OrderDesk;
import dev.parley.bench.orders.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Makes Parley's WAR with the beans of an application in it. */
final class OrderWar {

    private OrderWar() {}

    /** Writes it to a file, which it returns. */
    static Path write(Path product, Path file) throws IOException {
        Files.copy(product, file, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem war = FileSystems.newFileSystem(file)) {
            for (Class<?> part : List.of(Order.class, Receipt.class, OrderDesk.class)) {
                String name = part.getName().replace('.', '/') + ".class";
                Path target = war.getPath("WEB-INF/classes", name);
                Files.createDirectories(target.getParent());
                try (InputStream bytes = OrderWar.class.getClassLoader().getResourceAsStream(name)) {
                    Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return file;
    }
}
