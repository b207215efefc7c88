package dev.parley.admin;

import dev.parley.admin.problem.Problem;
import dev.parley.admin.problem.ProblemException;
import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the JSON of a request, with the same limits as for messages of clients. */
final class BodyJson {

    private static final String BODY = "body";

    private BodyJson() {}

    /**
     * Reads a body to its end. Throws a {@link ProblemException} if the body is missing, too large or not JSON.
     *
     * @param max the largest size, in bytes
     * @throws IOException when the body cannot be read to its end
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
