package io.auditsphere.app.local.bench;

import java.util.List;

/**
 * One account of a benchmark's organisation: all that is so about it follows from its number. Most are people of one
 * provider with an office, a home, a mobile network, a client program, a few sites and a few kinds of acts; each
 * hundredth is a program that does one thing at all hours. Immutable.
 */
record BenchAccount(int number) {

    static final String DOMAIN = "@contoso.example";

    /** One account in so many is a program. */
    static final int SERVICE_EVERY = 100;

    static final List<String> PROVIDERS = List.of("microsoft", "google", "box", "dropbox");

    /** How much the busiest person does against the mean of people. */
    static final double BUSIEST = 1.8;

    private static final double IDLEST = 0.6;

    /** One person in so many works in the evening, and one in so many before dawn. */
    private static final int LATE_EVERY = 40;

    private static final int PEOPLE_AN_OFFICE = 50;
    private static final int OPERATIONS_OF_ALL = 6;
    private static final int SITES = 2_000;

    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148");
    private static final List<String> COUNTRIES = List.of("IN", "AU", "DE", "US");

    /** A number of 31 bits for this account and something about it; always the same. */
    int draw(long about) {
        long bits = (number * 0x9E3779B97F4A7C15L) ^ (about * 0xC2B2AE3D27D4EB4FL);
        bits = (bits ^ (bits >>> 32)) * 0xD6E8FEB86659FD93L;
        bits = (bits ^ (bits >>> 29)) * 0x94D049BB133111EBL;
        return (int) ((bits ^ (bits >>> 32)) >>> 33);
    }

    boolean isService() {
        return number % SERVICE_EVERY == SERVICE_EVERY - 1;
    }

    /** Whether it is used to work at this hour of the night. */
    boolean worksAt(boolean evening) {
        return draw(1) % LATE_EVERY == (evening ? 0 : 1);
    }

    /** How much it does, against the mean of people: 0.6 to {@link #BUSIEST}, few of them much. */
    double activity() {
        double place = draw(2) / (double) Integer.MAX_VALUE;
        return IDLEST + (BUSIEST - IDLEST) * place * place;
    }

    /** Index of its provider: most are of one, as in most organisations. */
    int provider() {
        int share = draw(3) % 20;
        return share < 14 ? 0 : share < 17 ? 1 : share < 19 ? 2 : 3;
    }

    String userId() {
        return (isService() ? "svc-sync" : "user") + number + DOMAIN;
    }

    /** Whether it ever does this act of its provider's: everybody the frequent ones, each person some of the others. */
    boolean does(int operation) {
        return isService() ? operation < 3 : operation < OPERATIONS_OF_ALL || draw(10 + operation) % 2 == 0;
    }

    /** One of its few sites, the first of them most of the time. */
    int site(int index) {
        return draw(100 + index) % SITES;
    }

    String agent(int operation) {
        return isService() ? "contoso-sync/4.2" : AGENTS.get((draw(4) + (operation == 1 ? 1 : 0)) % AGENTS.size());
    }

    String country() {
        return COUNTRIES.get(draw(5) % COUNTRIES.size());
    }

    String partner() {
        return "partner" + draw(6) % 40 + ".example";
    }

    /** Where it works from in this hour: its office or its home, now and then by a mobile network. */
    String address(long hour) {
        if (isService()) {
            return "52." + draw(7) % 200 + "." + draw(8) % 200 + ".17";
        }
        int kind = draw(1_000 + hour) % 20;
        if (kind < 11) {
            int office = number / PEOPLE_AN_OFFICE;
            return "20." + office / 250 % 250 + "." + office % 250 + ".10";
        }
        return kind < 17
                ? "81." + draw(7) % 250 + "." + draw(8) % 250 + "." + (1 + draw(9) % 250)
                : "92." + draw(7) % 250 + "." + draw(8) % 250 + "." + (1 + draw(hour) % 250);
    }

    /** Whether it is away on this day, where it never was: a hotel, a customer. */
    boolean isAway(long day) {
        return !isService() && draw(-day) % 300 == 0;
    }
}
