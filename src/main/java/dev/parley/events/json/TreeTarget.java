package dev.parley.events.json;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Writer;

/** Carries a JSON value from {@link TreeProvider}'s generator through JSON-B. It contains no text. */
final class TreeTarget extends Writer {

    private final TreeGenerator generator = new TreeGenerator();

    TreeGenerator generator() {
        return generator;
    }

    /** The value that has been generated. */
    JsonValue value() {
        return generator.value();
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        throw new IOException(TreeProvider.NOT_USED);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
