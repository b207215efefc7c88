package dev.parley.events.json;

import static dev.parley.socketio.codec.JsonText.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/**
 * The server's JSON-P, but that a {@link TreeSource} is not parsed and a {@link TreeTarget} is not written to. JSON-B
 * takes its parsers and generators from the provider that it was given.
 */
final class TreeProvider extends JsonProvider {

    /** The error that a JSON-B causes that takes them from elsewhere. */
    static final String NOT_USED = "the server's JSON-B does not use the JSON-P provider that it was given";

    @Override
    public JsonParser createParser(Reader reader) {
        return reader instanceof TreeSource tree ? tree.parser() : JSON.createParser(reader);
    }

    @Override
    public JsonGenerator createGenerator(Writer writer) {
        return writer instanceof TreeTarget tree ? tree.generator() : JSON.createGenerator(writer);
    }

    @Override
    public JsonParser createParser(InputStream in) {
        return JSON.createParser(in);
    }

    @Override
    public JsonParserFactory createParserFactory(Map<String, ?> config) {
        return JSON.createParserFactory(config);
    }

    @Override
    public JsonGenerator createGenerator(OutputStream out) {
        return JSON.createGenerator(out);
    }

    @Override
    public JsonGeneratorFactory createGeneratorFactory(Map<String, ?> config) {
        return JSON.createGeneratorFactory(config);
    }

    @Override
    public JsonReader createReader(Reader reader) {
        return JSON.createReader(reader);
    }

    @Override
    public JsonReader createReader(InputStream in) {
        return JSON.createReader(in);
    }

    @Override
    public JsonWriter createWriter(Writer writer) {
        return JSON.createWriter(writer);
    }

    @Override
    public JsonWriter createWriter(OutputStream out) {
        return JSON.createWriter(out);
    }

    @Override
    public JsonWriterFactory createWriterFactory(Map<String, ?> config) {
        return JSON.createWriterFactory(config);
    }

    @Override
    public JsonReaderFactory createReaderFactory(Map<String, ?> config) {
        return JSON.createReaderFactory(config);
    }

    @Override
    public JsonBuilderFactory createBuilderFactory(Map<String, ?> config) {
        return JSON.createBuilderFactory(config);
    }

    @Override
    public JsonObjectBuilder createObjectBuilder() {
        return JSON.createObjectBuilder();
    }

    @Override
    public JsonObjectBuilder createObjectBuilder(JsonObject object) {
        return JSON.createObjectBuilder(object);
    }

    @Override
    public JsonObjectBuilder createObjectBuilder(Map<String, ?> map) {
        return JSON.createObjectBuilder(map);
    }

    @Override
    public JsonArrayBuilder createArrayBuilder() {
        return JSON.createArrayBuilder();
    }

    @Override
    public JsonArrayBuilder createArrayBuilder(JsonArray array) {
        return JSON.createArrayBuilder(array);
    }

    @Override
    public JsonArrayBuilder createArrayBuilder(Collection<?> collection) {
        return JSON.createArrayBuilder(collection);
    }

    @Override
    public JsonString createValue(String value) {
        return JSON.createValue(value);
    }

    @Override
    public JsonNumber createValue(int value) {
        return JSON.createValue(value);
    }

    @Override
    public JsonNumber createValue(long value) {
        return JSON.createValue(value);
    }

    @Override
    public JsonNumber createValue(double value) {
        return JSON.createValue(value);
    }

    @Override
    public JsonNumber createValue(BigDecimal value) {
        return JSON.createValue(value);
    }

    @Override
    public JsonNumber createValue(BigInteger value) {
        return JSON.createValue(value);
    }
}
