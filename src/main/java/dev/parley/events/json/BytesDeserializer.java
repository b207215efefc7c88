package dev.parley.events.json;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.JsonValue;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.lang.reflect.Type;

/** Reads bytes, and nothing else as bytes. */
final class BytesDeserializer implements JsonbDeserializer<byte[]> {

    @Override
    public byte[] deserialize(JsonParser parser, DeserializationContext context, Type type) {
        JsonValue value = parser.getValue();
        if (value instanceof BinaryValue binary) {
            return binary.bytes();
        }
        if (value == JsonValue.NULL) {
            return null;
        }
        throw new JsonParsingException("not bytes", TreeParser.NOWHERE);
    }
}
