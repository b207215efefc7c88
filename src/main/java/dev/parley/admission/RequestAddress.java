package dev.parley.admission;

import dev.parley.limits.ClientAddress;
import dev.parley.limits.TrustedProxies;
import dev.parley.transport.ClientAddresses;
import dev.parley.transport.HandshakeRequest;

/** Finds the client's address of a handshake. It uses {@code X-Forwarded-For} as far as the proxies are trusted. */
public final class RequestAddress implements ClientAddresses {

    private final TrustedProxies proxies;

    /** Trusts these proxies. */
    public RequestAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public String of(HandshakeRequest request) {
        return resolve(request).text();
    }

    ClientAddress resolve(HandshakeRequest request) {
        return ClientAddress.resolve(request.peerAddress(), request.headers("X-Forwarded-For"), proxies);
    }
}
