package dev.parley.adminui;

import static dev.parley.socketio.codec.JsonText.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.codec.MalformedPacketException;
import dev.parley.socketio.codec.BinaryValue;
import dev.parley.socketio.codec.JsonText;
import jakarta.json.JsonObjectBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownJsonTest {

    private static String shown(String json) throws MalformedPacketException {
        return ShownJson.of(JsonText.parse(json.replace('\'', '"'))).toString().replace('"', '\'');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':[1,2.5,true,null,'text'],'b':{}}",
                "'eyJ is no token'",
                "'a=b&c=d'",
                "{'tokens':3}",
            })
    void showsWhatIsNoSecretAsItIs(String json) throws MalformedPacketException {
        assertThat(shown(json)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'token':'x'}                          | {'token':'(hidden)'}",
                "{'a':[{'Access-Token':{'b':1}}]}       | {'a':[{'Access-Token':'(hidden)'}]}",
                "{'Authorization':'Bearer x'}           | {'Authorization':'(hidden)'}",
                "{'cookie':'a=b'}                       | {'cookie':'(hidden)'}",
                "{'password':1}                         | {'password':'(hidden)'}",
                "'/socket.io/?EIO=4&token=abc&x=1'      | '/socket.io/?EIO=4&token=(hidden)&x=1'",
                "['it is eyJhbGci.eyJzdWI.c2ln, said I'] | ['it is (hidden), said I']",
                "'Bearer eyJhbGci.eyJzdWI.'             | 'Bearer (hidden)'",
            })
    void showsNoSecret(String json, String shown) throws MalformedPacketException {
        assertThat(shown(json)).isEqualTo(shown);
    }

    @Test
    void showsTheLengthOfBytes() {
        assertThat(ShownJson.of(JSON.createArrayBuilder()
                        .add(new BinaryValue(new byte[3]))
                        .build()))
                .hasToString("[\"(3 bytes)\"]");
    }

    @Test
    void showsNothingOfWhatIsTooLong() throws MalformedPacketException {
        assertThat(shown("['" + "x".repeat(ShownJson.MAX) + "']")).isEqualTo("'" + ShownJson.TOO_LONG + "'");
        assertThat(shown("[" + "1,".repeat(ShownJson.MAX) + "1]")).isEqualTo("'" + ShownJson.TOO_LONG + "'");
        assertThat(shown("{'" + "x".repeat(ShownJson.MAX) + "':1}")).isEqualTo("'" + ShownJson.TOO_LONG + "'");
    }

    /** The UI would fail at a description of another shape. */
    @Test
    void keepsTheShapeOfAHandshakeWhateverItsClientSends() throws MalformedPacketException {
        String json = ("{'headers':{'user-agent':'" + "x".repeat(ShownJson.MAX)
                        + "','cookie':'a','origin':'b'},'auth':{}," + "'url':'/?token=a','issued':1}")
                .replace('\'', '"');

        assertThat(ShownJson.members(JsonText.parse(json).asJsonObject())
                        .toString()
                        .replace('"', '\''))
                .isEqualTo("{'headers':{'user-agent':'" + ShownJson.TOO_LONG
                        + "','cookie':'(hidden)','origin':'b'},'auth':'(hidden)','url':'/?token=(hidden)','issued':1}");
    }

    @Test
    void showsSoManyMembers() {
        JsonObjectBuilder many = JSON.createObjectBuilder();
        for (int i = 0; i <= ShownJson.MAX_MEMBERS; i++) {
            many.add("member" + i, i);
        }

        assertThat(ShownJson.members(many.build())).hasSize(ShownJson.MAX_MEMBERS);
    }
}
