package io.auditsphere.app.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** Deals the installation's alert budget out to its providers, by the people who are active in each. */
public final class BudgetShares {

    private BudgetShares() {}

    /**
     * Each provider's part. A provider without people but with events (service accounts alone) counts as one person.
     *
     * @param openingsPerDay the whole budget
     * @param activePeople how many people are active in each provider that has events
     */
    public static Map<String, Double> of(double openingsPerDay, Map<String, Long> activePeople) {
        long all = activePeople.values().stream()
                .mapToLong(people -> Math.max(1, people))
                .sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        activePeople.forEach((provider, people) -> shares.put(provider, openingsPerDay * Math.max(1, people) / all));
        return shares;
    }
}
