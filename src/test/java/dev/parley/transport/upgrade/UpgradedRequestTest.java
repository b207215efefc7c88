package dev.parley.transport.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class UpgradedRequestTest {

    @Test
    void forgetsWhatTheRequestWasUsedForBefore() {
        FakeCatalina catalina = FakeCatalina.used();

        UpgradedRequest.of(new HttpServletRequestWrapper(catalina.facade()));

        assertThat(catalina.isNew()).isTrue();
    }

    @Test
    void upgradesToAHandlerThatTheContainerHasNotCreated() {
        FakeCatalina catalina = FakeCatalina.plain();
        GuardedUpgradeHandler handler = new GuardedUpgradeHandler();

        assertThat(UpgradedRequest.of(catalina.facade()).upgradeTo(handler)).isTrue();

        assertThat(catalina.isUpgradedTo(handler)).isTrue();
    }

    @Test
    void takesItOutOfCirculationWhenItIsTold() {
        FakeCatalina catalina = new FakeCatalina();
        UpgradedRequest request = UpgradedRequest.of(catalina.facade());
        assertThat(catalina.isRetired()).isFalse();

        request.retire();

        assertThat(catalina.isRetired()).isTrue();
    }

    @Test
    void knowsARequestThatHasBeenAWebSocket() {
        FakeCatalina catalina = new FakeCatalina();
        UpgradedRequest request = UpgradedRequest.of(catalina.facade());
        assertThat(GuardedUpgradeHandler.isOver(catalina.facade())).isFalse();

        request.retire();

        assertThat(GuardedUpgradeHandler.isOver(catalina.facade())).isTrue();
    }

    @Test
    void waitsUntilItIsLeft() throws InterruptedException {
        FakeCatalina catalina = new FakeCatalina();
        UpgradedRequest request = UpgradedRequest.of(catalina.facade());
        Thread waiting = new Thread(request::awaitLeft);
        waiting.start();
        waiting.join(50);
        assertThat(waiting.isAlive()).isTrue();

        catalina.leave();

        waiting.join();
    }

    @Test
    void doesNothingToAContainerThatLooksDifferent() {
        HttpServletRequest strange = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> null);

        for (int time = 0; time < 2; time++) {
            UpgradedRequest request = UpgradedRequest.of(strange);
            request.retire();
            request.awaitLeft();
            assertThat(request.upgradeTo(new GuardedUpgradeHandler())).isFalse();
            assertThat(UpgradedRequest.isOver(strange)).isFalse();
        }
    }
}
