package io.auditsphere.model.features;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * Each user's zone: configured for him or for his domain; else the one that was learnt; else the organisation's first.
 * Immutable, thread-safe.
 */
final class UserZones {

    private final ZoneClock[] candidates;
    private final Map<String, ZoneClock> configured = new HashMap<>();
    private final boolean domainsConfigured;

    UserZones(FeatureSettings settings) {
        this.candidates = settings.businessZones().stream().map(ZoneClock::new).toArray(ZoneClock[]::new);
        for (Map.Entry<String, ZoneId> entry : settings.userZones().entrySet()) {
            configured.put(entry.getKey(), new ZoneClock(entry.getValue()));
        }
        this.domainsConfigured = configured.keySet().stream().anyMatch(key -> key.startsWith("@"));
    }

    /** The zones that a user's own may be learnt to be. */
    ZoneClock[] candidates() {
        return candidates;
    }

    /** The zone configured for this user, or null. */
    ZoneClock configured(String userId) {
        if (configured.isEmpty()) {
            return null;
        }
        ZoneClock own = configured.get(userId);
        int at = userId.lastIndexOf('@');
        if (own != null || !domainsConfigured || at < 0) {
            return own;
        }
        return configured.get(userId.substring(at));
    }

    /** The candidate with this id, or the first one if there is none (nothing learnt, or no longer configured). */
    ZoneClock learnt(int id) {
        for (ZoneClock candidate : candidates) {
            if (candidate.id() == id) {
                return candidate;
            }
        }
        return candidates[0];
    }
}
