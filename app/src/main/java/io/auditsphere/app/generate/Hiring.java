package io.auditsphere.app.generate;

import io.auditsphere.schemas.UserType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes people: role, home, hours, amount of work, accounts and sites of each are drawn once from (seed, number) and
 * stay. What is drawn follows what audit logs of mid-sized companies show: amounts of work spread log-normally (the
 * busiest tenth does half of everything), start of day normal around the role's, access to a handful of sites beside
 * the department's.
 */
final class Hiring {

    /** The share of people with an account at each provider; everybody has one at least. */
    private static final Map<String, Double> ACCOUNT_SHARE =
            Map.of(Vocabulary.MICROSOFT, 0.80, Vocabulary.GOOGLE, 0.48, Vocabulary.BOX, 0.40, Vocabulary.DROPBOX, 0.36);

    private final GeneratorSettings settings;
    private final Sites sites;

    Hiring(GeneratorSettings settings, Sites sites) {
        this.settings = settings;
        this.sites = sites;
    }

    /** Somebody with this number; {@code role} null draws one. */
    Person hire(long number, Role wanted, Person.Employment employed) {
        SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.STAFF, number, 0);
        Role role = wanted != null ? wanted : Role.draw(random.nextDouble());
        boolean hasOffice = random.nextDouble() < 0.95;
        Place home = hasOffice
                ? Place.OFFICES.get(Draws.weighted(random, Place.OFFICE_WEIGHTS))
                : Place.REMOTE.get(random.nextInt(Place.REMOTE.size()));
        String name = Names.person(random, number);
        // One in fifty watches at night: follow-the-sun support, operations.
        boolean night = random.nextDouble() < (role == Role.SUPPORT || role == Role.OPERATIONS ? 0.07 : 0.004);
        double start = night ? 21.5 + random.nextDouble() : role.startHour() + 0.8 * random.nextGaussian();
        double weekend = random.nextDouble() < 0.2 ? role.weekendRate() * 2.5 : role.weekendRate() * 0.5;
        return new Person(
                number,
                name,
                role,
                home,
                hasOffice,
                night ? start : Math.max(5.5, Math.min(13.0, start)),
                8.0 + 0.7 * random.nextGaussian(),
                Math.min(6.0, Draws.lognormal(random, 1.0, 0.7)),
                hasOffice ? 0.15 + 0.8 * random.nextDouble() : 0.0,
                weekend,
                random.nextDouble() < 0.08,
                random.nextDouble() < 0.15,
                employed,
                accounts(number, name, role, random),
                contacts(random));
    }

    private List<Account> accounts(long number, String name, Role role, SplittableRandom random) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String provider : settings.providers()) {
            if (random.nextDouble() < ACCOUNT_SHARE.get(provider)) {
                weights.put(provider, 0.15 + random.nextDouble());
            }
        }
        if (weights.isEmpty()) {
            weights.put(
                    settings.providers().get(random.nextInt(settings.providers().size())), 1.0);
        }
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        List<Account> accounts = new ArrayList<>();
        weights.forEach((provider, weight) -> accounts.add(new Account(
                provider,
                name + "@" + Names.OWN_DOMAIN,
                UserType.USER,
                weight / total,
                memberships(provider, number, name, role, random))));
        return List.copyOf(accounts);
    }

    private List<Site> memberships(String provider, long number, String name, Role role, SplittableRandom random) {
        List<Site> own = sites.of(provider, role.department());
        List<Site> joined = new ArrayList<>();
        joined.add(own.get(0));
        joined.add(own.get(1 + random.nextInt(own.size() - 1)));
        int others = 1 + random.nextInt(6);
        for (int i = 0; i < others; i++) {
            Site site = sites.at(provider).get(random.nextInt(sites.at(provider).size()));
            if (!joined.contains(site)) {
                joined.add(site);
            }
        }
        int files = (int) Math.min(3000, 30 + Draws.lognormal(random, 180, 0.8));
        joined.add(Sites.personal(provider, number, name, role.department(), files));
        return List.copyOf(joined);
    }

    private static List<String> contacts(SplittableRandom random) {
        List<String> contacts = new ArrayList<>();
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            contacts.add(Names.outsider(random, Draws.pick(random, Names.PARTNERS)));
        }
        return List.copyOf(contacts);
    }

    /** A guest of a partner company at one provider, with access to two or three sites. */
    Person invite(long number) {
        SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.STAFF, number, 0);
        String domain = Draws.pick(random, Names.PARTNERS);
        String name = Names.person(random, number);
        String provider =
                settings.providers().get(random.nextInt(settings.providers().size()));
        List<Site> shared = new ArrayList<>();
        shared.add(sites.of(provider, "everybody").get(3));
        shared.add(sites.at(provider).get(random.nextInt(sites.at(provider).size())));
        if (random.nextBoolean()) {
            shared.add(sites.at(provider).get(random.nextInt(sites.at(provider).size())));
        }
        UserType type = provider.equals(Vocabulary.MICROSOFT) ? UserType.GUEST : UserType.EXTERNAL;
        Place home = random.nextDouble() < 0.5
                ? Place.OFFICES.get(random.nextInt(Place.OFFICES.size()))
                : Place.ABROAD.get(random.nextInt(Place.ABROAD.size()));
        return new Person(
                number,
                name,
                null,
                home,
                true,
                9.0 + 0.8 * random.nextGaussian(),
                8.0,
                Math.min(3.0, Draws.lognormal(random, 0.5, 0.6)),
                0.7,
                0.05,
                false,
                false,
                Person.Employment.FOR_EVER,
                List.of(new Account(provider, name + "@" + domain, type, 1.0, List.copyOf(shared))),
                List.of());
    }
}
