package dev.parley.redis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SubscriptionTableTest {

    private static final Consumer<byte[]> LISTENER = message -> {};

    private final SubscriptionTable table = new SubscriptionTable();

    private CompletableFuture<Void> subscribe(String channel) {
        return table.subscribe(channel, LISTENER).toCompletableFuture();
    }

    /** What is to be said, as +channel for subscribing and -channel for the opposite. */
    private List<String> commands() throws InterruptedException {
        List<String> said = new ArrayList<>();
        for (SubscriptionTable.Command command : table.takeCommands(0)) {
            command.channels().forEach(channel -> said.add((command.subscribe() ? "+" : "-") + channel));
        }
        return said;
    }

    @Test
    void offlineNobodyWaitsAndNothingIsSaid() throws InterruptedException {
        assertThat(subscribe("a")).isCompleted();
        assertThat(commands()).isEmpty();
        assertThat(table.listener("a")).isSameAs(LISTENER);
    }

    @Test
    void onlineBeginsWithWhatIsWanted() throws InterruptedException {
        subscribe("a");
        subscribe("b");
        table.unsubscribe("b");

        CompletableFuture<Void> whole = table.online().toCompletableFuture();

        assertThat(commands()).containsExactly("+a");
        assertThat(whole).isNotDone();
        table.confirmed("a");
        assertThat(whole).isCompleted();
    }

    @Test
    void onlineEachSubscriptionIsConfirmed() throws InterruptedException {
        table.online();
        CompletableFuture<Void> a = subscribe("a");
        CompletableFuture<Void> b = subscribe("b");

        assertThat(commands()).containsExactly("+a", "+b");
        assertThat(table.takeCommands(0)).isEmpty();
        table.confirmed("b");
        assertThat(a).isNotDone();
        assertThat(b).isCompleted();
    }

    @Test
    void orderIsKeptAndEachConfirmationIsOfItsOwnSubscription() throws InterruptedException {
        table.online();
        CompletableFuture<Void> first = subscribe("a");
        table.unsubscribe("a");
        CompletableFuture<Void> second = subscribe("a");

        assertThat(commands()).containsExactly("+a", "-a", "+a");
        table.confirmed("a");
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        table.confirmed("a");
        assertThat(second).isCompleted();
    }

    @Test
    void manyChannelsShareCommands() throws InterruptedException {
        table.online();
        for (int i = 0; i < 1200; i++) {
            subscribe("room " + i);
        }

        assertThat(table.takeCommands(0))
                .extracting(command -> command.channels().size())
                .containsExactly(500, 500, 200);
    }

    @Test
    void offlineReleasesThoseWhoWaitAndForgetsWhatWasToBeSaid() throws InterruptedException {
        table.online();
        CompletableFuture<Void> a = subscribe("a");
        table.offline();

        assertThat(a).isCompleted();
        assertThat(commands()).isEmpty();
        table.confirmed("a");
        table.online();
        assertThat(commands()).containsExactly("+a");
    }

    @Test
    void aConfirmationThatNobodyWaitsForIsIgnored() {
        table.online();

        table.confirmed("never asked for");

        assertThat(table.channels()).isEmpty();
    }
}
