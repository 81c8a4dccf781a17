package io.auditsphere.app.generate;

import java.util.SplittableRandom;

/**
 * A laptop, a phone or a program that somebody works with.
 *
 * @param id as the directory registers it
 * @param system the part of the user agent that names the operating system
 * @param lagDays by how many days its owner is behind with browser updates
 */
record Device(String id, String system, int lagDays) {

    private static final String[] LAPTOPS = {
        "Windows NT 10.0; Win64; x64",
        "Windows NT 10.0; Win64; x64",
        "Macintosh; Intel Mac OS X 10_15_7",
        "X11; Linux x86_64"
    };
    private static final String[] PHONES = {"iPhone; CPU iPhone OS 18_1 like Mac OS X", "Linux; Android 15; Pixel 8"};

    /** Days that a device serves before the next one replaces it. */
    private static final int LAPTOP_DAYS = 900;

    private static final int PHONE_DAYS = 500;
    private static final long BROWSER_RELEASE_DAYS = 28;

    static Device laptop(long seed, Person person, long day) {
        return draw(seed, person.number() * 2, day, LAPTOPS, LAPTOP_DAYS);
    }

    static Device phone(long seed, Person person, long day) {
        return draw(seed, person.number() * 2 + 1, day, PHONES, PHONE_DAYS);
    }

    /** Whether this is the first day of the person's present laptop. */
    static boolean newLaptop(long seed, Person person, long day) {
        return age(seed, person.number() * 2, day, LAPTOP_DAYS) == 0;
    }

    /** Whether this is the first day of the person's present phone. */
    static boolean newPhone(long seed, Person person, long day) {
        return age(seed, person.number() * 2 + 1, day, PHONE_DAYS) == 0;
    }

    /** A device that nobody in the organisation has. */
    static Device foreign(SplittableRandom random) {
        return new Device(hex(random.nextLong()), Draws.pick(random, LAPTOPS), random.nextInt(60));
    }

    private static Device draw(long seed, long owner, long day, String[] systems, int lifeDays) {
        long generation = Math.floorDiv(day + phase(seed, owner, lifeDays), (long) lifeDays);
        SplittableRandom random = Draws.of(seed, Draws.Purpose.STAFF, -1 - owner, generation + 1);
        return new Device(hex(random.nextLong()), Draws.pick(random, systems), random.nextInt(20));
    }

    private static int age(long seed, long owner, long day, int lifeDays) {
        return (int) Math.floorMod(day + phase(seed, owner, lifeDays), (long) lifeDays);
    }

    private static int phase(long seed, long owner, int lifeDays) {
        return (int) Math.floorMod(Draws.hash(seed, Draws.Purpose.STAFF, -1 - owner, 0), (long) lifeDays);
    }

    private static String hex(long value) {
        return Long.toHexString(value | 0x1000000000000000L);
    }

    /** What its browser sends on that day: a new version every four weeks. */
    String userAgent(long day) {
        long version = 120 + Math.floorDiv(day - lagDays - 19_700, BROWSER_RELEASE_DAYS);
        if (system.startsWith("iPhone")) {
            return "Mozilla/5.0 (" + system + ") AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/" + version
                    + ".0 Mobile/15E148 Safari/604.1";
        }
        return "Mozilla/5.0 (" + system + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + version
                + ".0.0.0 Safari/537.36";
    }
}
