package dev.parley.app;

import dev.parley.chat.directory.SocketUser;
import dev.parley.socketio.ConnectGuard;
import dev.parley.socketio.Namespace;
import dev.parley.socketio.SocketQuota;

/**
 * What a CONNECT has to pass.
 *
 * @param rate limits the CONNECTs of a session
 * @param token verifies the token
 * @param quota limits the connections of a user
 */
record NamespaceGuards(ConnectGuard rate, ConnectGuard token, SocketQuota quota) {

    /**
     * Adds the guards and the quota to a namespace. The order matters: an application adds its own guards behind these,
     * so what a CONNECT contains is read only after the token has been verified.
     */
    void protect(Namespace namespace) {
        namespace.guard(rate).guard(token).limit(quota).ownedBy(SocketUser::idIn);
    }
}
