package dev.parley.events.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.Emitter;
import dev.parley.engine.ManualTime;
import dev.parley.events.emit.EmitNode.Client;
import dev.parley.socketio.adapter.MemoryCluster;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitQueueTest {

    private final TestTransactions transactions = new TestTransactions();
    private final CommitQueue queue = new CommitQueue(() -> transactions);
    private final List<String> sent = new ArrayList<>();

    private void say(String text) {
        queue.afterCommit(() -> sent.add(text));
    }

    /** The transaction of this thread, as a server's registry shows it. */
    private static final class TestTransactions implements TransactionSynchronizationRegistry {

        private int status = Status.STATUS_NO_TRANSACTION;
        private final Map<Object, Object> resources = new HashMap<>();
        private final List<Synchronization> interposed = new ArrayList<>();

        void begin() {
            status = Status.STATUS_ACTIVE;
        }

        void end(int outcome) {
            if (outcome == Status.STATUS_COMMITTED) {
                interposed.forEach(Synchronization::beforeCompletion);
            }
            status = outcome;
            interposed.forEach(synchronization -> synchronization.afterCompletion(outcome));
            status = Status.STATUS_NO_TRANSACTION;
            resources.clear();
            interposed.clear();
        }

        private void demand() {
            if (status == Status.STATUS_NO_TRANSACTION) {
                throw new IllegalStateException("no transaction");
            }
        }

        @Override
        public Object getTransactionKey() {
            return status == Status.STATUS_NO_TRANSACTION ? null : this;
        }

        @Override
        public void putResource(Object key, Object value) {
            demand();
            resources.put(key, value);
        }

        @Override
        public Object getResource(Object key) {
            demand();
            return resources.get(key);
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            demand();
            interposed.add(synchronization);
        }

        @Override
        public int getTransactionStatus() {
            return status;
        }

        @Override
        public void setRollbackOnly() {
            demand();
            status = Status.STATUS_MARKED_ROLLBACK;
        }

        @Override
        public boolean getRollbackOnly() {
            demand();
            return status == Status.STATUS_MARKED_ROLLBACK;
        }
    }

    @Test
    void withoutATransactionItIsSentAtOnce() {
        say("a");
        assertThat(sent).containsExactly("a");
    }

    @Test
    void withoutAServerThatHasTransactionsItIsSentAtOnce() {
        new CommitQueue(() -> null).afterCommit(() -> sent.add("a"));
        CommitQueue.ofServer().afterCommit(() -> sent.add("b"));
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void theRegistryIsLookedForUntilItIsFound() {
        List<TransactionSynchronizationRegistry> found = new ArrayList<>();
        found.add(null);
        CommitQueue late = new CommitQueue(() -> found.get(0));
        found.set(0, transactions);
        transactions.begin();
        late.afterCommit(() -> sent.add("a"));
        assertThat(sent).isEmpty();
    }

    @Test
    void itIsSentAfterTheCommitInTheOrderOfTheCallsAndOnce() {
        transactions.begin();
        say("a");
        say("b");
        say("c");
        assertThat(sent).isEmpty();
        assertThat(transactions.interposed).hasSize(1);

        transactions.end(Status.STATUS_COMMITTED);
        transactions.begin();
        transactions.end(Status.STATUS_COMMITTED);

        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void nothingIsSentAfterARollback() {
        transactions.begin();
        say("a");
        transactions.setRollbackOnly();
        say("b");
        assertThat(transactions.interposed).hasSize(1);
        transactions.end(Status.STATUS_ROLLEDBACK);
        transactions.begin();
        transactions.end(Status.STATUS_COMMITTED);

        assertThat(sent).isEmpty();
    }

    @Test
    void aFailureNeitherBreaksTheCommitNorKeepsTheOthersBack() {
        transactions.begin();
        say("a");
        queue.afterCommit(() -> {
            throw new IllegalStateException("broken");
        });
        queue.afterCommit(() -> {
            throw new StackOverflowError();
        });
        say("b");
        transactions.end(Status.STATUS_COMMITTED);

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void whatIsSentByAnotherCallbackOfTheCommitIsSentAtOnce() {
        transactions.begin();
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                say("before");
            }

            @Override
            public void afterCompletion(int status) {
                say("after");
            }
        });
        say("first");
        transactions.end(Status.STATUS_COMMITTED);

        assertThat(sent).containsExactlyInAnyOrder("first", "before", "after");
    }

    @Test
    void eventsOfSeveralNamespacesKeepTheirOrderAndAreWrittenWhenTheyAreEmitted() {
        EmitNode node = new EmitNode(new MemoryCluster(), "a", new ManualTime(), EmitNode.services(queue));
        Client one = node.joins("/one", "ann");
        Client two = node.joins("/two", "ann");
        Emitter first = node.emitter("/one").afterCommit();
        Emitter second = node.emitter("/two").afterCommit().toUser("ann");
        byte[] bytes = {1};
        List<Integer> numbers = new ArrayList<>(List.of(1));

        transactions.begin();
        first.emit("a", numbers);
        numbers.add(2);
        second.emit("b", (Object) bytes);
        bytes[0] = 2;
        first.emit("c");
        node.emitter("/one").emit("at once");
        assertThat(one.heard()).containsExactly("2['at once']");
        transactions.end(Status.STATUS_COMMITTED);

        assertThat(one.heard()).containsExactly("2['a',[1]]", "2['c']");
        assertThat(two.heard()).containsExactly("51-['b',{'_placeholder':true,'num':0}]", "01");
        assertThatThrownBy(() -> first.emitWithAck(String.class, "x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> first.serverSideEmitWithAck(String.class, "x"))
                .isInstanceOf(IllegalStateException.class);
    }
}
