package dev.parley.events.json;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;

/** Carries a JSON value through JSON-B to {@link TreeProvider}, which makes a parser of it. It contains no text. */
final class TreeSource extends Reader {

    private final TreeParser parser;

    TreeSource(JsonValue value) {
        parser = new TreeParser(value);
    }

    TreeParser parser() {
        return parser;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        throw new IOException(TreeProvider.NOT_USED);
    }

    @Override
    public void close() {}
}
