package dev.parley.events.document;

import dev.parley.api.SocketNamespace;
import dev.parley.events.declaration.DeclarationException;
import dev.parley.events.declaration.DeclarationReader;
import dev.parley.events.declaration.EventBean;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the documents of own events in a build, without a server:
 *
 * <pre>{@code java -cp CLASSPATH dev.parley.events.document.GenerateEventDocuments CLASSES OUTPUT [TITLE [VERSION [HOST]]]}</pre>
 *
 * {@code CLASSES} is the folder with the application's compiled classes, which must also be on the class path.
 * {@code OUTPUT} is the folder that gets {@code events.d.ts} and {@code asyncapi.json}. The class path needs an
 * implementation of JSON-P. What the server would refuse at deployment is refused here, with exit code 1.
 */
public final class GenerateEventDocuments {

    private static final String SUFFIX = ".class";

    private GenerateEventDocuments() {}

    /** Runs it; see the class. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            fail("usage: GenerateEventDocuments CLASSES OUTPUT [TITLE [VERSION [HOST]]]");
            return;
        }
        DocumentInfo info = new DocumentInfo(
                argument(arguments, 2, "Events"),
                argument(arguments, 3, "1"),
                argument(arguments, 4, "localhost"),
                "/socket.io");
        try {
            write(Path.of(arguments[0]), Path.of(arguments[1]), info);
        } catch (DeclarationException e) {
            fail(e.getMessage());
        }
    }

    private static String argument(String[] arguments, int index, String otherwise) {
        return arguments.length > index ? arguments[index] : otherwise;
    }

    private static void fail(String text) {
        PrintStream errors = System.err;
        errors.println(text);
        System.exit(1);
    }

    /** Reads the classes and writes the files. */
    static void write(Path classes, Path output, DocumentInfo info) throws IOException {
        List<EventBean> beans = new ArrayList<>();
        for (Class<?> type : namespaceClasses(classes)) {
            beans.add(new EventBean(type, () -> {
                throw new IllegalStateException("nothing is called here");
            }));
        }
        EventDocuments documents = new EventDocuments(DeclarationReader.read(beans));
        Files.createDirectories(output);
        Files.writeString(output.resolve("events.d.ts"), documents.typeScript());
        Files.writeString(output.resolve("asyncapi.json"), pretty(documents.asyncApi(info)));
    }

    private static List<Class<?>> namespaceClasses(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(SUFFIX) && !name.endsWith("-info.class"))
                    .sorted()
                    .<Class<?>>map(GenerateEventDocuments::load)
                    .filter(type -> type.isAnnotationPresent(SocketNamespace.class))
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - SUFFIX.length())
                .replace('/', '.')
                .replace('\\', '.');
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException(name + " is not on the class path with all that it needs", e);
        }
    }

    private static String pretty(JsonObject document) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = JsonText.JSON
                .createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(document);
        }
        return text + System.lineSeparator();
    }
}
