package io.auditsphere.app.generate;

import java.util.List;

/**
 * What decides who the organisation is: two generators with equal settings generate equal events.
 *
 * @param seed any number
 * @param users how many people are employed at a time, 10..20000; guests and service accounts come on top
 * @param providers some of {@code microsoft, google, box, dropbox}, at least one
 */
public record GeneratorSettings(long seed, int users, List<String> providers) {

    /** The providers that there is a vocabulary for. */
    public static final List<String> PROVIDERS =
            List.of(Vocabulary.MICROSOFT, Vocabulary.GOOGLE, Vocabulary.BOX, Vocabulary.DROPBOX);

    /** Checks the ranges; throws {@link IllegalArgumentException} with what is allowed. */
    public GeneratorSettings {
        if (users < 10 || users > 20_000) {
            throw new IllegalArgumentException("users is " + users + "; an organisation has 10 to 20000 here");
        }
        providers = List.copyOf(providers);
        if (providers.isEmpty() || !PROVIDERS.containsAll(providers)) {
            throw new IllegalArgumentException("providers are " + providers + "; choose at least one of " + PROVIDERS);
        }
    }

    /** Seed 1, 300 people, all four providers. */
    public static GeneratorSettings defaults() {
        return new GeneratorSettings(1, 300, PROVIDERS);
    }

    /** The same with another seed. */
    public GeneratorSettings withSeed(long newSeed) {
        return new GeneratorSettings(newSeed, users, providers);
    }

    /** The same with another number of people. */
    public GeneratorSettings withUsers(int newUsers) {
        return new GeneratorSettings(seed, newUsers, providers);
    }
}
