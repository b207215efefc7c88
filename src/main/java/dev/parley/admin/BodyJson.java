package dev.parley.admin;

import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The JSON of a request, read with the limits that hold for messages of clients. */
final class BodyJson {

    private static final String BODY = "body";

    private BodyJson() {}

    /**
     * Reads a body to its end. One that is too large, or no JSON, is a {@link ProblemException}.
     *
     * @param max the most bytes
     * @throws IOException when the client sends no more
     */
    static JsonValue read(InputStream body, int max) throws IOException {
        byte[] bytes = body.readNBytes(max + 1);
        if (bytes.length > max) {
            throw new ProblemException(Problem.of(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE, "The body must not have more than " + max + " bytes."));
        }
        if (bytes.length == 0) {
            throw new ProblemException(Problem.invalid(BODY, "is missing"));
        }
        try {
            return JsonText.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException | MalformedPacketException e) {
            throw new ProblemException(Problem.invalid(BODY, "must be JSON in UTF-8, nested at most 256 deep"));
        }
    }
}
