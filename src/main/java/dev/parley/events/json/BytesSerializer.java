package dev.parley.events.json;

import dev.parley.socketio.codec.BinaryValue;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;

/** Writes bytes as they are; JSON-B's own form would be an array of numbers. */
final class BytesSerializer implements JsonbSerializer<byte[]> {

    @Override
    public void serialize(byte[] bytes, JsonGenerator generator, SerializationContext context) {
        generator.write(new BinaryValue(bytes.clone()));
    }
}
