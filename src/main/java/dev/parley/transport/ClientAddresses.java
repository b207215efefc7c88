package dev.parley.transport;

/** Tells the address of the client behind a request, which a proxy may have passed on. */
@FunctionalInterface
public interface ClientAddresses {

    /** The address, as text without a port. */
    String of(HandshakeRequest request);
}
