package dev.parley.engine;

import java.util.stream.Collectors;

/** The payload of the open packet (protocol, section "Handshake"). */
final class OpenPacket {

    private OpenPacket() {}

    /** Returns the JSON for a session. The server makes every value itself, so nothing needs escaping. */
    static String of(String sid, TransportName transport, EngineSettings settings) {
        String upgrades = transport.upgrades().stream()
                .map(name -> '"' + name.text() + '"')
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"sid\":\"" + sid
                + "\",\"upgrades\":" + upgrades
                + ",\"pingInterval\":" + settings.pingInterval().toMillis()
                + ",\"pingTimeout\":" + settings.pingTimeout().toMillis()
                + ",\"maxPayload\":" + settings.maxPayload() + "}";
    }
}
