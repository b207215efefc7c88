package dev.parley.transport;

/** Requests as guards see them, for the tests of guards. */
public final class Handshakes {

    private Handshakes() {}

    /** What a guard is asked about this request. */
    public static HandshakeRequest of(FakeRequest request) {
        return new HandshakeRequest(request.toServlet(), QueryString.parse(request.getQueryString()));
    }
}
