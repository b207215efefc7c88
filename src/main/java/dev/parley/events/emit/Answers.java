package dev.parley.events.emit;

import dev.parley.events.json.JsonBinding;
import dev.parley.events.json.JsonBindingException;
import dev.parley.socketio.AckTimeoutException;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Turns what clients and servers have answered into values of an application. */
final class Answers {

    private Answers() {}

    /**
     * A stage with what a function makes of an answer. It fails with the exceptions that the API names: a
     * {@link TimeoutException} if there is no answer, and the function's own.
     */
    static <A, T> CompletionStage<T> of(CompletionStage<A> answer, Function<A, T> reading) {
        CompletableFuture<T> result = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(cause(failure));
            } else {
                complete(result, value, reading);
            }
        });
        return result.minimalCompletionStage();
    }

    private static <A, T> void complete(CompletableFuture<T> result, A value, Function<A, T> reading) {
        T read;
        try {
            read = reading.apply(value);
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
            return;
        }
        result.complete(read);
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof AckTimeoutException ? new TimeoutException(cause.getMessage()) : cause;
    }

    /** The first arguments of acknowledgements. */
    static <T> List<T> firsts(List<JsonArray> acknowledgements, Type type, JsonBinding json) {
        return all(acknowledgements.stream().map(Answers::firstOf).toList(), type, json);
    }

    /** The first argument of an acknowledgement; JSON's null if it has none. */
    static JsonValue firstOf(JsonArray acknowledgement) {
        return acknowledgement.isEmpty() ? JsonValue.NULL : acknowledgement.get(0);
    }

    /** Some values of one type, some of which may be null. */
    static <T> List<T> all(List<JsonValue> values, Type type, JsonBinding json) {
        List<T> all = new ArrayList<>(values.size());
        for (JsonValue value : values) {
            all.add(one(value, type, json));
        }
        return Collections.unmodifiableList(all);
    }

    /**
     * A value.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    @SuppressWarnings("unchecked") // The caller says of what type the value is; the API cannot check generic types.
    static <T> T one(JsonValue value, Type type, JsonBinding json) {
        if (type == Void.class || type == void.class) {
            return null;
        }
        try {
            return (T) json.fromJson(value, type);
        } catch (JsonBindingException e) {
            throw new IllegalArgumentException("an answer is not of " + type.getTypeName() + ": " + e.getMessage());
        }
    }
}
