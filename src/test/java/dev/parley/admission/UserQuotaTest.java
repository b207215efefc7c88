package dev.parley.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Race;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserQuotaTest {

    private static UserQuota each(int maxConnections) {
        return new UserQuota(maxConnections, Clock.systemUTC());
    }

    @Test
    void aUserWhoHasAllPlacesGetsOneWhenOneIsGivenBack() {
        UserQuota quota = each(2);
        assertThat(quota.take("ada")).isTrue();
        assertThat(quota.take("ada")).isTrue();
        assertThat(quota.take("ada")).isFalse();

        quota.giveBack("ada");

        assertThat(quota.take("ada")).isTrue();
        assertThat(quota.take("ada")).isFalse();
    }

    @Test
    void thePlacesOfOneUserAreNotThoseOfAnother() {
        UserQuota quota = each(1);
        assertThat(quota.take("ada")).isTrue();

        assertThat(quota.take("bob")).isTrue();
    }

    @Test
    void whoHasNoPlaceIsForgotten() {
        UserQuota quota = each(1);
        quota.take("ada");
        quota.take("ada");

        quota.giveBack("ada");
        quota.giveBack("ada");

        assertThat(quota.users()).isZero();
        assertThat(quota.take("ada")).isTrue();
    }

    @Test
    void ofManyAtOnceExactlyAsManyGetInAsThereArePlaces() {
        for (int round = 0; round < 50; round++) {
            UserQuota quota = each(20);
            AtomicInteger taken = new AtomicInteger();
            Race.between(IntStream.range(0, 100)
                    .mapToObj(i -> (Race.Runner) () -> taken.addAndGet(quota.take("ada") ? 1 : 0))
                    .toArray(Race.Runner[]::new));

            assertThat(taken).hasValue(20);
            Race.between(IntStream.range(0, 20)
                    .mapToObj(i -> (Race.Runner) () -> quota.giveBack("ada"))
                    .toArray(Race.Runner[]::new));
            assertThat(quota.users()).isZero();
        }
    }
}
