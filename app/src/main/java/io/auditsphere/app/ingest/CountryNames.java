package io.auditsphere.app.ingest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** English names of countries, and their codes of three letters, for sources that write those instead of two letters. */
final class CountryNames {

    private static final Map<String, String> CODES = new HashMap<>();

    static {
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            CODES.put(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            CODES.put(country.getISO3Country().toLowerCase(Locale.ROOT), code);
        }
    }

    private CountryNames() {}

    /** The code of two letters; the text itself where it is no name that is known. */
    static String codeOrSame(String text) {
        return text.length() <= 2 ? text : CODES.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text);
    }
}
