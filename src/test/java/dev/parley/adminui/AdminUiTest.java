package dev.parley.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.RecordingTransport;
import dev.parley.engine.codec.EnginePacket;
import dev.parley.engine.codec.EnginePacketType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire of the UI, on one node. */
class AdminUiTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String MAY_ACT = "'EMIT','JOIN','LEAVE','DISCONNECT','MJOIN','MLEAVE','MDISCONNECT',";

    @Test
    void tellsInProductionWhatItMayDoAndItsStatistics() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.PRODUCTION);
        node.visits();

        assertThat(node.watches().heard())
                .containsExactly(
                        "'server_stats',{'serverId':'one','hostname':'machine','pid':7,'uptime':0.0,'clientsCount':2,"
                                + "'pollingClientsCount':0,'aggregatedEvents':[],"
                                + "'namespaces':[{'name':'/','socketsCount':1},{'name':'/admin','socketsCount':1}]}",
                        "'config',{'supportedFeatures':[" + MAY_ACT + "'AGGREGATED_EVENTS']}");
    }

    @Test
    void tellsInDevelopmentAllSocketsAsWell() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.DEVELOPMENT);
        WireClient operator = node.watches();

        assertThat(operator.heard("config").toString()).contains(MAY_ACT + "'AGGREGATED_EVENTS','ALL_EVENTS'");
    }

    @Test
    void describesASocketWithoutTheSecretOfItsSession() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.DEVELOPMENT);
        WireClient ann = node.visits();

        assertThat(node.watches().heard("all_sockets"))
                .singleElement()
                .asString()
                .contains("{'id':'" + ann.sid() + "','clientId':'")
                .contains("','transport':'websocket','nsp':'/','data':{},'handshake':{'headers':{},'time':'")
                .contains("'rooms':['" + ann.sid() + "']}")
                .doesNotContain("auth")
                .doesNotContain(ann.session().id().substring(0, 8));
    }

    @Test
    void mayOnlyLookIfItIsToldSo() {
        TestAdminUi node = TestAdminUi.with(new AdminUiSettings(AdminUiMode.PRODUCTION, true, Optional.empty()));
        WireClient ann = node.visits();
        WireClient operator = node.watches();

        assertThat(operator.heard("config")).containsExactly("'config',{'supportedFeatures':['AGGREGATED_EVENTS']}");
        operator.says("'_disconnect','/',true");
        assertThat(ann.session().isOpen()).isTrue();
    }

    @Test
    void tellsItsStatisticsEveryTwoSecondsWithWhatItHasCounted() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.PRODUCTION);
        WireClient operator = node.watches();
        operator.heard();

        node.time().advance(SECOND);
        node.visits().vanishes();
        assertThat(operator.heard()).isEmpty();
        node.time().advance(SECOND);

        assertThat(operator.heard())
                .singleElement()
                .asString()
                .contains("'uptime':2.0,'clientsCount':1,")
                .contains("'type':'rawConnection','count':1}")
                .contains("'type':'rawDisconnection','subType':'transport close','count':1}")
                .contains("'type':'packetsIn','count':1}");
    }

    @Test
    void doesNothingWhenNobodyIsThere() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.DEVELOPMENT);
        node.visits();
        int without = node.time().pending();
        WireClient operator = node.watches();
        node.time().advance(SECOND.multipliedBy(10));
        assertThat(node.time().pending()).isGreaterThan(without);

        operator.vanishes();
        node.time().advance(SECOND.multipliedBy(2));
        assertThat(node.time().pending()).isEqualTo(without);

        node.visits().says("'hello'");
        assertThat(node.time().pending())
                .as("beside the heartbeat of the new one")
                .isEqualTo(without + 1);
    }

    @Test
    void tellsWhatHappensToSocketsInDevelopment() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.DEVELOPMENT);
        node.main().on("hello", (socket, event) -> {
            socket.join(List.of("tea", "\u0001user:ann"));
            socket.emit("welcome", event.arguments().get(0));
            socket.leave("tea");
            socket.leave("\u0001user:ann");
        });
        WireClient operator = node.watches();
        operator.heard();
        WireClient ann = node.visits();
        ann.says("'hello',{'token':'secret','a':1}");
        ann.vanishes();
        assertThat(operator.heard()).isEmpty();
        node.time().advance(ChangeQueue.PAUSE);

        String id = "'" + ann.sid() + "'";
        String at = "'2026-11-23T02:55:00.123Z'";
        assertThat(operator.heard())
                .hasSize(8)
                .contains(
                        "'room_joined','/'," + id + "," + id + "," + at,
                        "'event_received','/'," + id + ",['hello',{'token':'(hidden)','a':1}]," + at,
                        "'room_joined','/','tea'," + id + "," + at,
                        "'event_sent','/'," + id + ",['welcome',{'token':'(hidden)','a':1}]," + at,
                        "'room_left','/','tea'," + id + "," + at,
                        "'socket_disconnected','/'," + id + ",'transport close'," + at,
                        "'room_left','/'," + id + "," + id + "," + at)
                .anySatisfy(event -> assertThat(event)
                        .startsWith("'socket_connected',{'id':" + id)
                        .endsWith("," + at));
    }

    @Test
    void tellsABroadcastOnceForEachReceiver() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.DEVELOPMENT);
        WireClient ann = node.visits();
        WireClient bob = node.visits();
        WireClient operator = node.watches();
        node.main().emit("news");
        node.time().advance(ChangeQueue.PAUSE);

        assertThat(operator.heard("event_sent"))
                .hasSize(2)
                .anySatisfy(event -> assertThat(event).contains(ann.sid()))
                .anySatisfy(event -> assertThat(event).contains(bob.sid()));
    }

    @Test
    void tellsNothingOfSingleSocketsInProduction() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.PRODUCTION);
        WireClient operator = node.watches();
        node.visits().says("'hello'").vanishes();
        node.time().advance(SECOND.multipliedBy(4));

        assertThat(operator.heard()).allSatisfy(event -> assertThat(event).matches("'(server_stats|config)'.*"));
    }

    @Test
    void tellsWhenASocketHasChangedItsTransport() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.DEVELOPMENT);
        RecordingTransport polling = RecordingTransport.polling();
        WireClient ann = node.joins("/", "{}", polling);
        polling.poll();
        String id = ann.sid();
        WireClient operator = node.watches();
        RecordingTransport socket = RecordingTransport.webSocket();
        ann.session().upgradeTo(socket);
        socket.receive(EnginePacket.of(EnginePacketType.PING, "probe"));
        socket.receive(EnginePacket.UPGRADE);
        node.time().advance(SECOND.multipliedBy(2));

        assertThat(operator.heard("socket_updated").stream().distinct())
                .contains("'socket_updated',{'id':'" + id + "','nsp':'/','transport':'websocket'}");
    }

    @Test
    void tellsAllSocketsAgainWhenMoreChangedThanItTells() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.DEVELOPMENT);
        WireClient operator = node.watches();
        operator.heard();
        for (int i = 0; i <= ChangeQueue.MAX_CHANGES; i++) {
            node.visits();
        }
        node.time().advance(ChangeQueue.PAUSE);
        assertThat(operator.heard()).hasSize(ChangeQueue.MAX_CHANGES);

        node.time().advance(AllSockets.PAUSE);
        assertThat(operator.heard("all_sockets")).hasSize(1);
    }

    @Test
    void actsOnASocketARoomAndEverybody() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.PRODUCTION);
        WireClient ann = node.visits();
        WireClient bob = node.visits();
        WireClient operator = node.watches();

        operator.says("'join','/','tea','" + ann.sid() + "'")
                .says("'emit','/','tea','news',1,{'a':2}")
                .says("'emit','/',null,'all'")
                .says("'leave','/','tea'")
                .says("'emit','/','tea','nobody'")
                .says("'_disconnect','/',false,'" + ann.sid() + "'")
                .says("'_disconnect','/',true");

        assertThat(ann.news()).containsExactly("2['news',1,{'a':2}]", "2['all']", "1");
        assertThat(ann.session().isOpen()).as("it may join other namespaces").isTrue();
        assertThat(bob.heard()).containsExactly("'all'");
        assertThat(bob.session().isOpen()).isFalse();
        assertThat(node.audit())
                .containsExactly(
                        "DONE root connect /admin ",
                        "DONE root admin-ui:join / " + ann.sid() + " tea",
                        "DONE root admin-ui:emit / tea news",
                        "DONE root admin-ui:emit / all",
                        "DONE root admin-ui:leave / tea",
                        "DONE root admin-ui:emit / tea nobody",
                        "DONE root admin-ui:disconnect / " + ann.sid() + " socket",
                        "DONE root admin-ui:disconnect / connection");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'emit'",
                "'emit','/'",
                "'emit','/',null",
                "'emit','/',7,'news'",
                "'emit','/',null,{}",
                "'emit','/',null,'disconnect'",
                "'emit','/','\\u0001user:ann','news'",
                "'join','/'",
                "'join','/','\\u0001user:ann'",
                "'join','/','',null",
                "'join','/nowhere','tea'",
                "'leave',{},'tea'",
                "'_disconnect'",
                "'_disconnect','nowhere',true",
                "'_disconnect','/',true,['x']",
            })
    void refusesWhatItCannotDoAndSaysSoInTheAuditLog(String action) {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.PRODUCTION);
        WireClient ann = node.visits();
        WireClient operator = node.watches();
        operator.says(action);

        assertThat(node.audit()).hasSize(2);
        assertThat(node.audit().get(1)).startsWith("FAILED root admin-ui:");
        assertThat(ann.news()).isEmpty();
        assertThat(ann.session().isOpen()).isTrue();
        assertThat(operator.session().isOpen()).isTrue();
    }

    @Test
    void limitsWhatAnOperatorDoes() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.PRODUCTION);
        WireClient ann = node.visits();
        WireClient operator = node.watches();
        for (int i = 0; i <= TestAdminUi.MAX_EVENTS; i++) {
            operator.says("'emit','/',null,'news'");
        }

        assertThat(ann.heard()).hasSize(TestAdminUi.MAX_EVENTS);
        assertThat(node.audit().get(node.audit().size() - 1))
                .isEqualTo("FAILED root admin-ui:emit  RATE_LIMIT_EXCEEDED");
    }

    @Test
    void letsNobodyInWithoutTheRole() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.PRODUCTION);
        WireClient stranger = node.joins(AdminUi.NAMESPACE, "{'token':'publisher'}");

        assertThat(stranger.news())
                .singleElement()
                .asString()
                .startsWith("4/admin,{'message':'This needs a token that has the role admin.','data':{"
                        + "'code':'AUTHORIZATION_FAILED'");
        stranger.says("'_disconnect','/',true");
        assertThat(node.audit()).isEmpty();
    }

    @Test
    void endsWhenTheTokenDoes() {
        TestAdminUi node = TestAdminUi.in(AdminUiMode.PRODUCTION);
        WireClient operator = node.watches();
        node.time().advance(Duration.ofHours(1));

        assertThat(operator.session().isOpen()).isFalse();
        assertThat(node.audit()).contains("REFUSED root connect /admin AUTHENTICATION_FAILED");
    }
}
