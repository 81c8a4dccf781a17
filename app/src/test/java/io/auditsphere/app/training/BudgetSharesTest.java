package io.auditsphere.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetSharesTest {

    @Test
    void dealsTheBudgetOutByActivePeople() {
        assertThat(BudgetShares.of(20, Map.of("microsoft", 300L, "google", 75L, "box", 25L)))
                .isEqualTo(Map.of("microsoft", 15.0, "google", 3.75, "box", 1.25));
    }

    @Test
    void countsAProviderOfServiceAccountsAloneAsOnePerson() {
        assertThat(BudgetShares.of(20, Map.of("microsoft", 9L, "aws", 0L)))
                .isEqualTo(Map.of("microsoft", 18.0, "aws", 2.0));
    }

    @Test
    void givesAllToTheOnlyOne() {
        assertThat(BudgetShares.of(20, Map.of("box", 0L))).isEqualTo(Map.of("box", 20.0));
        assertThat(BudgetShares.of(20, Map.of())).isEmpty();
    }
}
