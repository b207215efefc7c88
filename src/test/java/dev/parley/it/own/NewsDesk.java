package dev.parley.it.own;

import dev.parley.api.Anonymous;
import dev.parley.api.AuthenticatedUser;
import dev.parley.api.Caller;
import dev.parley.api.OnEvent;
import dev.parley.api.Socket;
import dev.parley.api.SocketNamespace;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Everybody may read the news. */
@SocketNamespace("/news")
@Anonymous
@RequestScoped
public class NewsDesk {

    @Inject
    @Caller
    JsonWebToken token;

    @OnEvent("reader")
    List<String> reader(Socket socket) {
        return List.of(socket.user().map(AuthenticatedUser::id).orElse("nobody"), String.valueOf(token.getName()));
    }
}
