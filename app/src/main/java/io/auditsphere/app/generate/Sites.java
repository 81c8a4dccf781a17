package io.auditsphere.app.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Every site of the organisation, by provider: four for each department, and some for everybody. Immutable. */
final class Sites {

    private static final String[] PROJECTS = {"apollo", "banyan", "cassia", "delta", "ember", "fjord", "garnet"};

    private final Map<String, List<Site>> byProvider = new HashMap<>();

    Sites(long seed, List<String> providers) {
        for (String provider : providers) {
            SplittableRandom random = Draws.of(seed, Draws.Purpose.SITES, provider.hashCode(), 0);
            List<Site> sites = new ArrayList<>();
            for (Role role : Role.values()) {
                add(sites, provider, role.department(), role.department(), random);
                for (int i = 0; i < 3; i++) {
                    String project = role.department() + "-" + Draws.pick(random, PROJECTS) + i;
                    add(sites, provider, project, role.department(), random);
                }
            }
            for (String shared : new String[] {"intranet", "all-hands", "templates", "partners"}) {
                add(sites, provider, shared, "everybody", random);
            }
            byProvider.put(provider, List.copyOf(sites));
        }
    }

    private static void add(
            List<Site> sites, String provider, String name, String department, SplittableRandom random) {
        int files = (int) Math.min(4000, 40 + Draws.lognormal(random, 300, 0.9));
        sites.add(new Site(provider, sites.size(), path(provider, name), department, files));
    }

    private static String path(String provider, String name) {
        return switch (provider) {
            case Vocabulary.MICROSOFT -> "https://aldermoor.sharepoint.example/sites/" + name;
            case Vocabulary.GOOGLE -> "Shared drives/" + name;
            case Vocabulary.BOX -> "All Files/" + name;
            default -> "/" + name;
        };
    }

    /** All sites that people share at the provider. */
    List<Site> at(String provider) {
        return byProvider.get(provider);
    }

    /** The department's sites at the provider, its own first. */
    List<Site> of(String provider, String department) {
        List<Site> found = new ArrayList<>();
        for (Site site : at(provider)) {
            if (site.department().equals(department)) {
                found.add(site);
            }
        }
        return found;
    }

    /** The site of the few who lead: nobody else has any business there. It is none of {@link #at}. */
    static Site board(String provider) {
        return new Site(provider, 9_000, path(provider, "executive-board"), "board", 240);
    }

    /** A person's own drive. */
    static Site personal(String provider, long person, String name, String department, int files) {
        String path = switch (provider) {
            case Vocabulary.MICROSOFT -> "https://aldermoor-my.sharepoint.example/personal/" + name.replace('.', '_');
            case Vocabulary.GOOGLE -> "My Drive/" + name;
            case Vocabulary.BOX -> "All Files/" + name;
            default -> "/" + name;
        };
        return new Site(provider, 10_000 + person, path, department, files);
    }
}
