package io.auditsphere.app.generate;

import java.util.SplittableRandom;

/** Names of people and of the companies that they deal with. */
final class Names {

    /** The organisation's own domain. Reserved for examples (RFC 2606), as all of them here. */
    static final String OWN_DOMAIN = "aldermoor.example";

    /** Companies that the organisation deals with all the time. */
    static final String[] PARTNERS = {
        "brightwell-legal.example", "kestrel-logistics.example", "ondine-media.example", "pardee-audit.example",
        "quayside-systems.example", "tamarind-foods.example", "umbra-print.example", "vela-consulting.example"
    };

    /** Where private people have their mail. */
    static final String[] PRIVATE_MAIL = {"freemail.example", "postbox.example", "inbox-now.example"};

    private static final String[] FIRST = {
        "aarav",
        "aditi",
        "amelia",
        "ananya",
        "arjun",
        "asha",
        "ben",
        "charlotte",
        "chitra",
        "daniel",
        "deepa",
        "dev",
        "ella",
        "emma",
        "farah",
        "george",
        "grace",
        "hannah",
        "harish",
        "imran",
        "isla",
        "jack",
        "james",
        "kavya",
        "kiran",
        "lakshmi",
        "leo",
        "liam",
        "lucy",
        "manoj",
        "maya",
        "meera",
        "mia",
        "nikhil",
        "noah",
        "oliver",
        "olivia",
        "pooja",
        "priya",
        "rahul",
        "ravi",
        "rohan",
        "ruby",
        "sam",
        "sanjay",
        "sara",
        "shreya",
        "sophie",
        "thomas",
        "uma",
        "varun",
        "vikram",
        "william",
        "yasmin",
        "zoe"
    };
    private static final String[] LAST = {
        "anderson",
        "bhat",
        "brown",
        "campbell",
        "chatterjee",
        "clarke",
        "das",
        "desai",
        "evans",
        "fernandes",
        "ghosh",
        "gupta",
        "harris",
        "iyer",
        "jackson",
        "jain",
        "joshi",
        "kapoor",
        "kelly",
        "khan",
        "kulkarni",
        "kumar",
        "lee",
        "martin",
        "mehta",
        "menon",
        "mishra",
        "mitchell",
        "murphy",
        "nair",
        "nguyen",
        "patel",
        "pillai",
        "rao",
        "reddy",
        "robinson",
        "roy",
        "sen",
        "shah",
        "sharma",
        "singh",
        "smith",
        "taylor",
        "thompson",
        "varma",
        "walker",
        "white",
        "wilson",
        "wright",
        "young"
    };

    private Names() {}

    /** {@code first.last}, with the number where the plain name would have been given twice by chance. */
    static String person(SplittableRandom random, long number) {
        return Draws.pick(random, FIRST) + "." + Draws.pick(random, LAST) + number;
    }

    /** The address of somebody outside. */
    static String outsider(SplittableRandom random, String domain) {
        return Draws.pick(random, FIRST) + "." + Draws.pick(random, LAST) + "@" + domain;
    }

    /** A company that nobody has dealt with before, most likely. */
    static String newCompany(SplittableRandom random) {
        return Draws.pick(random, LAST) + "-" + Draws.pick(random, LAST) + ".example";
    }
}
