package dev.parley.chat;

import static dev.parley.socketio.codec.JsonText.JSON;

import dev.parley.api.AuthenticatedUser;
import dev.parley.chat.directory.RoomDirectory;
import dev.parley.chat.directory.SocketUser;
import dev.parley.chat.error.ErrorCode;
import dev.parley.chat.error.RefusedException;
import dev.parley.chat.payload.MessageType;
import dev.parley.chat.payload.PayloadReader;
import dev.parley.chat.payload.SendMessage;
import dev.parley.idempotency.Fingerprint;
import dev.parley.idempotency.Idempotency;
import dev.parley.idempotency.IdempotencyKey;
import dev.parley.idempotency.OnceResult;
import dev.parley.socketio.IncomingEvent;
import dev.parley.socketio.Socket;
import dev.parley.socketio.codec.Timestamps;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Handles {@code message}. The acknowledgement means that the message has been queued for its whole audience; that of a
 * message with a {@code clientId} comes when the message is also out of this node's hands. For a message with {@code to},
 * it does not mean that the recipient was connected.
 */
final class MessageEvents {

    /** The role that a user needs to send messages of the type {@code system}. */
    static final String PUBLISHER = "publisher";

    private static final String SCOPE = "message";

    private final ChatSettings settings;
    private final RoomDirectory rooms;
    private final MessagePublisher publisher;
    private final Idempotency idempotency;
    private final Refusals refusals;

    MessageEvents(
            ChatSettings settings,
            RoomDirectory rooms,
            MessagePublisher publisher,
            Idempotency idempotency,
            Refusals refusals) {
        this.settings = settings;
        this.rooms = rooms;
        this.publisher = publisher;
        this.idempotency = idempotency;
        this.refusals = refusals;
    }

    void handle(EventHandlers handlers) {
        handlers.on(ChatEvents.SEND_MESSAGE, this::send);
    }

    private void send(Socket socket, IncomingEvent event, SendMessage message) throws RefusedException {
        PayloadReader.requireOneTarget(message);
        AuthenticatedUser user = SocketUser.of(socket);
        requireOwnName(user, message);
        Optional<RefusedException> refusal = refusal(socket, user, message);
        if (message.clientId() != null) {
            sendOnce(socket, event, message, refusal);
            return;
        }
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        MessageReceipt receipt = publisher.receipt();
        publish(socket, user, message, receipt);
        confirm(event, receipt);
    }

    /**
     * A repetition is acknowledged even if its sender may not send it any more: a client that has come back repeats what
     * was not acknowledged, perhaps before it has joined its rooms. The socket's next events wait, so that the order of
     * its messages is kept.
     */
    private void sendOnce(Socket socket, IncomingEvent event, SendMessage message, Optional<RefusedException> refusal) {
        AuthenticatedUser user = SocketUser.of(socket);
        IdempotencyKey key = new IdempotencyKey(SCOPE, user.id(), message.clientId());
        CompletableFuture<OnceResult> execution = (refusal.isPresent()
                        ? idempotency.recall(key, fingerprint(message))
                        : idempotency.once(
                                key,
                                fingerprint(message),
                                Idempotency.Patience.WAIT,
                                outcome -> publish(socket, user, message, MessageReceipt.of(outcome))))
                .toCompletableFuture();
        socket.continueWhen(execution, event, (sender, sent) -> {
            try {
                confirm(event, receipt(execution, refusal));
            } catch (RefusedException refused) {
                refusals.refuse(socket, event, refused);
            }
        });
    }

    private static String fingerprint(SendMessage message) {
        return Fingerprint.of(
                message.room(),
                message.to(),
                message.content(),
                message.type().text(),
                message.metadata() == null ? null : message.metadata().toString());
    }

    private static MessageReceipt receipt(CompletableFuture<OnceResult> execution, Optional<RefusedException> refusal)
            throws RefusedException {
        OnceResult done = joined(execution);
        if (done.isDone()) {
            return MessageReceipt.of(done.outcome());
        }
        if (done.kind() == OnceResult.Kind.OTHER_CONTENT) {
            throw RefusedException.field("clientId", "belongs to another message that you have sent; take a new one");
        }
        throw refusal.orElseThrow(() -> new IllegalStateException("a message was neither sent nor refused"));
    }

    /** Throws what publishing has thrown, so that it is reported as an incident. */
    private static OnceResult joined(CompletableFuture<OnceResult> execution) {
        try {
            return execution.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static void confirm(IncomingEvent event, MessageReceipt receipt) {
        if (event.ack().isRequested()) {
            event.ack()
                    .send(JSON.createObjectBuilder()
                            .add("success", true)
                            .add("id", receipt.id())
                            .add("timestamp", Timestamps.text(receipt.timestamp()))
                            .build());
        }
    }

    private void publish(Socket socket, AuthenticatedUser user, SendMessage message, MessageReceipt receipt) {
        MessageDraft draft = new MessageDraft(user.id(), message.content(), message.type(), message.metadata());
        if (message.room() != null) {
            publisher.toRoom(message.room(), draft, receipt);
        } else if (message.to() != null) {
            publisher.toRecipient(message.to(), draft, socket, receipt);
        } else {
            publisher.toEverybody(draft, receipt);
        }
    }

    /** Why a message may not be sent; empty if it may. */
    private Optional<RefusedException> refusal(Socket socket, AuthenticatedUser user, SendMessage message) {
        if (message.type() == MessageType.SYSTEM && !user.hasRole(PUBLISHER)) {
            return Optional.of(RefusedException.field(
                    ErrorCode.AUTHORIZATION_FAILED, "type", "may be system only for users with the role " + PUBLISHER));
        }
        if (message.room() != null && !rooms.isMember(socket, message.room())) {
            return Optional.of(RefusedException.notAllowedIn(
                    message.room(), "Only members may send to this room. Join it before."));
        }
        if (message.room() == null && message.to() == null && !settings.allowBroadcast()) {
            return Optional.of(new RefusedException(
                    ErrorCode.AUTHORIZATION_FAILED,
                    "Messages to everybody are not allowed here. Name a room or a to."));
        }
        return Optional.empty();
    }

    private static void requireOwnName(AuthenticatedUser user, SendMessage message) throws RefusedException {
        if (message.from() != null && !message.from().equals(user.id())) {
            throw RefusedException.field(
                    ErrorCode.AUTHORIZATION_FAILED, "from", "must be your own user id, or be left out");
        }
    }
}
