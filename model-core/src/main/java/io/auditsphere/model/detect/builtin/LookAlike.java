package io.auditsphere.model.detect.builtin;

import java.util.Locale;
import java.util.Set;

/**
 * Whether the name of an application pretends to be a well-known one: a word of it turns into a brand when look-alike
 * characters are read as the letters that they imitate (Micros0ft), or is a brand but for one letter (Dropbx). A brand
 * spelt right is no look-alike, but worth a look at the publisher where it is the provider's own.
 */
final class LookAlike {

    /** Names that consent phishing borrows. */
    private static final Set<String> BRANDS = Set.of(
            "microsoft",
            "office",
            "outlook",
            "onedrive",
            "sharepoint",
            "exchange",
            "google",
            "gmail",
            "workspace",
            "dropbox",
            "docusign",
            "adobe",
            "acrobat",
            "salesforce",
            "onelogin",
            "zoom",
            "slack",
            "okta",
            "box");

    /** Words that are one letter from a brand and are words all the same. */
    private static final Set<String> WORDS =
            Set.of("officer", "offices", "exchanged", "exchanges", "exchanger", "workspaces", "boxes");

    /** One letter of a shorter word makes another word too easily. */
    private static final int MISSPELT_FROM = 6;

    private static final int MAX_LENGTH = 120;
    /** Digits, signs, and letters of other scripts (dotless i; Cyrillic; Greek), and what each is taken for. */
    private static final String IMITATIONS =
            "0134578$@|!\u0131\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0455\u03BF\u03B1\u03B5\u03BD\u03C4";

    private static final String IMITATED = "oleastbsaliiaeopcyxisoaevt";

    private LookAlike() {}

    /** The brand that this name imitates; null if it imitates none. */
    static String brandOf(String name) {
        return find(name, true);
    }

    /** Whether the name, spelt right, bears the provider's own. */
    static boolean bearsProvider(String name, String provider) {
        return provider.equals(find(name, false));
    }

    private static String find(String name, boolean imitated) {
        if (name == null) {
            return null;
        }
        String lower = name.substring(0, Math.min(MAX_LENGTH, name.length())).toLowerCase(Locale.ROOT);
        int from = 0;
        for (int i = 0; i <= lower.length(); i++) {
            boolean inWord = i < lower.length() && isPartOfWord(lower.charAt(i));
            if (!inWord) {
                String brand = i > from ? brandOfWord(lower.substring(from, i), imitated) : null;
                if (brand != null) {
                    return brand;
                }
                from = i + 1;
            }
        }
        return null;
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '$' || c == '@' || c == '|' || c == '!';
    }

    private static String brandOfWord(String word, boolean imitated) {
        if (BRANDS.contains(word)) {
            return imitated ? null : word;
        }
        if (!imitated || WORDS.contains(word)) {
            return null;
        }
        String read = read(word).replace("rn", "m").replace("vv", "w");
        if (!read.equals(word) && BRANDS.contains(read)) {
            return read;
        }
        if (word.length() < MISSPELT_FROM - 1) {
            return null;
        }
        for (String brand : BRANDS) {
            if (brand.length() >= MISSPELT_FROM && isOneLetterOff(read, brand)) {
                return brand;
            }
        }
        return null;
    }

    /** The word as it is meant to be read. */
    private static String read(String word) {
        StringBuilder read = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            int at = IMITATIONS.indexOf(word.charAt(i));
            read.append(at < 0 ? word.charAt(i) : IMITATED.charAt(at));
        }
        return read.toString();
    }

    /** One letter more, less or other, or two neighbours swapped. */
    private static boolean isOneLetterOff(String word, String brand) {
        int least = Math.min(word.length(), brand.length());
        if (Math.abs(word.length() - brand.length()) > 1) {
            return false;
        }
        int start = 0;
        while (start < least && word.charAt(start) == brand.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < least - start && word.charAt(word.length() - 1 - end) == brand.charAt(brand.length() - 1 - end)) {
            end++;
        }
        int wordMiddle = word.length() - start - end;
        int brandMiddle = brand.length() - start - end;
        if (wordMiddle <= 1 && brandMiddle <= 1) {
            return wordMiddle + brandMiddle > 0;
        }
        return wordMiddle == 2
                && brandMiddle == 2
                && word.charAt(start) == brand.charAt(start + 1)
                && word.charAt(start + 1) == brand.charAt(start);
    }
}
