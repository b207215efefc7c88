package dev.parley.transport.polling;

import dev.parley.engine.CloseReason;
import dev.parley.engine.RequestError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A polling request that remembers its answers, all of them, to show that there is one. */
final class RecordingExchange implements PollExchange {

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private volatile Runnable reaction = () -> {};

    /** Does something as soon as the client has its answer, before the answering call returns. */
    RecordingExchange then(Runnable action) {
        reaction = action;
        return this;
    }

    @Override
    public void answer(String body) {
        add("200 " + body);
    }

    @Override
    public void sayGoodbye(String body, CloseReason reason) {
        answer(body);
    }

    @Override
    public void refuse(RequestError error) {
        add(error.status() + " " + error);
    }

    @Override
    public void abandon(RequestError error) {
        add(error.status() + " abandoned");
    }

    @Override
    public void tooLarge() {
        add("413 abandoned");
    }

    private void add(String answer) {
        answers.add(answer);
        reaction.run();
    }

    /** Texts behind 200; errors by name behind their status; {@code abandoned} behind that of an unread request. */
    List<String> answers() {
        return List.copyOf(answers);
    }
}
