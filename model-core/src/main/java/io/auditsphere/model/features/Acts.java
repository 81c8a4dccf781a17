package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;

/** What an event did, to what and with whom, as the keys under which a user's state keeps it. */
final class Acts {

    /** Names are written by whoever names a file: what is beyond this does not tell two apart. */
    private static final int MAX_LENGTH = 2048;

    /** Sites and operations come again and again; names of files do not. */
    private static final RememberedTexts PATHS = new RememberedTexts(1 << 12, path -> Hashing.of(cut(path)));

    private static final RememberedTexts OPERATIONS = new RememberedTexts(1 << 10, name -> Hashing.of(cut(name)));

    private Acts() {}

    /** The number of a category, 0..6: the order of the constants is part of the contract. */
    @SuppressWarnings("EnumOrdinal")
    static int number(OperationCategory category) {
        return category.ordinal();
    }

    /** The site or container, which must not be null. */
    static int siteKey(AuditEvent event) {
        return siteKey(siteHash(event));
    }

    /** The same by its {@link #siteHash}. */
    static int siteKey(long siteHash) {
        return Hashing.fold(siteHash);
    }

    /** What the keys of a site and of what lies on it are made of; 0 for an event on no site. */
    static long siteHash(AuditEvent event) {
        return event.resourcePath() == null ? 0 : PATHS.of(event.resourcePath());
    }

    static int operationKey(AuditEvent event) {
        return Hashing.fold(OPERATIONS.of(event.operation()));
    }

    /** What was acted on: container and name, else whom or what the act was done to; 0 if the event names nothing. */
    static int resourceKey(AuditEvent event, long siteHash) {
        String name = event.resourceName();
        if (name != null) {
            return Hashing.fold(Hashing.of(siteHash, cut(name)));
        }
        if (event.resourcePath() != null) {
            return Hashing.fold(siteHash);
        }
        String target = event.target();
        return target == null ? 0 : Hashing.fold(Hashing.of(cut(target)));
    }

    /** The country as a number made of its two letters; 0 if it is unknown or no such code. */
    static int countryKey(AuditEvent event) {
        String country = event.country();
        if (country == null || country.length() != 2) {
            return 0;
        }
        return (Character.toUpperCase(country.charAt(0)) << 16) | Character.toUpperCase(country.charAt(1));
    }

    /** With whom a sharing act shares; null for other acts. */
    static String sharesWith(AuditEvent event) {
        return event.operationCategory() == OperationCategory.SHARING ? event.target() : null;
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }
}
