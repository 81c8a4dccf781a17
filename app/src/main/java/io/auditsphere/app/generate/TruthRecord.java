package io.auditsphere.app.generate;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.UserKey;
import java.time.Instant;
import java.util.List;

/**
 * What the generator knows about some events and no event says: that they are an attack, or normal though they look odd.
 *
 * @param kind which of the two
 * @param id unique within the generated organisation
 * @param category the type of alert that an attack deserves; null for normal life
 * @param variant the attack's way, or the habit's name
 * @param stealth how well an attack hides, by the wire name of a {@link Stealth}; null for normal life
 * @param provider where it happens
 * @param userId whose account; {@value #MANY} where an attack goes through many
 * @param eventIds the events, in the order in which they happened
 * @param start event time of the first
 * @param end event time of the last
 */
public record TruthRecord(
        Kind kind,
        String id,
        AnomalyType category,
        String variant,
        String stealth,
        String provider,
        String userId,
        List<String> eventIds,
        Instant start,
        Instant end) {

    /** The user id of an attack on many accounts. */
    public static final String MANY = "*";

    /** What a record is about. */
    public enum Kind {
        /** Planted: at least one of the events should alert. */
        ATTACK,
        /** Part of normal life: none of the events should alert. */
        ODD_BUT_NORMAL
    }

    /** The key of the account: {@code provider|user_id}. */
    public String userKey() {
        return UserKey.of(provider, userId);
    }
}
