package dev.parley.transport;

/** Finds the address of the client behind a request, which a proxy may have forwarded. */
@FunctionalInterface
public interface ClientAddresses {

    /** The address, as text without a port. */
    String of(HandshakeRequest request);
}
