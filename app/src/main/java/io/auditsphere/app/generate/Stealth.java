package io.auditsphere.app.generate;

import io.auditsphere.schemas.WireName;

/** How much an attacker cares not to be seen. Three in ten do not, four in ten do somewhat, three in ten do. */
enum Stealth implements WireName {
    LOUD("loud"),
    MODERATE("moderate"),
    STEALTHY("stealthy");

    private final String wireName;

    Stealth(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    static Stealth draw(double share) {
        return share < 0.3 ? LOUD : share < 0.7 ? MODERATE : STEALTHY;
    }

    /** The choice for this level. */
    double of(double loud, double moderate, double stealthy) {
        return switch (this) {
            case LOUD -> loud;
            case MODERATE -> moderate;
            case STEALTHY -> stealthy;
        };
    }
}
