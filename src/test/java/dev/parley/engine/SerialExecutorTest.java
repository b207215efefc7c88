package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

    private final List<String> ran = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final SerialExecutor turns = new SerialExecutor(failures::add);

    @Test
    void runsATaskAtOnceWhenNobodyIsInside() {
        turns.execute(() -> ran.add("task"));

        assertThat(ran).containsExactly("task");
    }

    @Test
    void whoFindsSomebodyInsideLeavesTheTaskAndGoesOn() {
        turns.enter();
        Race.between(() -> {
            turns.execute(() -> ran.add("first"));
            turns.execute(() -> ran.add("second"));
        });
        assertThat(ran).isEmpty();

        turns.exit();

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void aTaskFromInsideWaitsForTheEndOfTheTurn() {
        turns.enter();
        turns.execute(() -> ran.add("task"));
        ran.add("turn");
        turns.exit();

        assertThat(ran).containsExactly("turn", "task");
    }

    @Test
    void aTaskOfAnotherNeverRunsInTheMiddleOfATurn() {
        turns.enter();
        Race.between(() -> turns.execute(() -> ran.add("of another")));
        turns.execute(() -> ran.add("of its own"));
        ran.add("turn");
        turns.exit();

        assertThat(ran).containsExactly("turn", "of another", "of its own");
    }

    @Test
    void aTurnWithinATurnIsPartOfIt() {
        turns.enter();
        turns.enter();
        turns.execute(() -> ran.add("task"));
        turns.exit();
        ran.add("turn");
        turns.exit();

        assertThat(ran).containsExactly("turn", "task");
    }

    @Test
    void aTaskThatLeavesATaskIsFinishedFirst() {
        turns.execute(() -> {
            turns.execute(() -> ran.add("inner"));
            ran.add("outer");
        });

        assertThat(ran).containsExactly("outer", "inner");
    }

    @Test
    void aLongChainOfTasksNeedsNoDeepStack() {
        turns.execute(new Runnable() {
            private int left = 100_000;

            @Override
            public void run() {
                if (left-- > 0) {
                    turns.execute(this);
                } else {
                    ran.add("done");
                }
            }
        });

        assertThat(ran).containsExactly("done");
    }

    @Test
    void aTaskThatFailsKeepsNobodyFromRunning() {
        turns.enter();
        Race.between(() -> {
            turns.execute(() -> {
                throw new IllegalStateException("on purpose");
            });
            turns.execute(() -> {
                throw new AssertionError("on purpose");
            });
            turns.execute(() -> ran.add("after"));
        });

        turns.exit();

        assertThat(ran).containsExactly("after");
        assertThat(failures)
                .hasExactlyElementsOfTypes(IllegalStateException.class, AssertionError.class)
                .extracting(Throwable::getMessage)
                .containsOnly("on purpose");
    }

    @Test
    void neverRunsTwoAtOnceAndLosesNothingUnderContention() {
        int rounds = 5_000;
        int[] count = new int[1];
        boolean[] inside = new boolean[1];
        Runnable task = () -> {
            assertThat(inside[0]).as("somebody else is inside").isFalse();
            inside[0] = true;
            count[0]++;
            inside[0] = false;
        };
        Race.Runner leaving = () -> {
            for (int i = 0; i < rounds; i++) {
                turns.execute(task);
            }
        };
        Race.Runner entering = () -> {
            for (int i = 0; i < rounds; i++) {
                turns.enter();
                try {
                    task.run();
                    turns.execute(task);
                } finally {
                    turns.exit();
                }
            }
        };

        Race.between(leaving, entering, leaving, entering);

        // A memory barrier by one more turn: the counts were guarded by the turns.
        turns.enter();
        turns.exit();
        assertThat(failures).isEmpty();
        assertThat(count[0]).isEqualTo(6 * rounds);
    }

    @Test
    void tasksOfOneThreadKeepTheirOrderUnderContention() {
        List<Integer> order = new ArrayList<>();
        Race.between(
                () -> {
                    for (int i = 0; i < 5_000; i++) {
                        int number = i;
                        turns.execute(() -> order.add(number));
                    }
                },
                () -> {
                    for (int i = 0; i < 5_000; i++) {
                        turns.enter();
                        turns.exit();
                    }
                });

        turns.enter();
        turns.exit();
        assertThat(order).hasSize(5_000).isSorted();
    }

    @Test
    void twoThatLeaveTasksWithEachOtherDoNotDeadlock() {
        SerialExecutor other = new SerialExecutor(failures::add);
        List<String> toOther = new ArrayList<>();
        CyclicBarrier bothInside = new CyclicBarrier(2);

        Race.between(
                () -> {
                    turns.enter();
                    try {
                        bothInside.await();
                        other.execute(() -> toOther.add("done"));
                        bothInside.await();
                    } finally {
                        turns.exit();
                    }
                },
                () -> {
                    other.enter();
                    try {
                        bothInside.await();
                        turns.execute(() -> ran.add("done"));
                        bothInside.await();
                    } finally {
                        other.exit();
                    }
                });

        assertThat(ran).containsExactly("done");
        assertThat(toOther).containsExactly("done");
    }
}
