package io.auditsphere.app.places;

import io.auditsphere.schemas.NetworkKind;
import java.util.Locale;

/**
 * Mobile and satellite carriers by the name under which their autonomous system is registered: the free databases say no
 * more. A carrier that sells both fixed and mobile lines under one name is not recognised, which merely leaves its
 * addresses where the database puts them.
 */
final class CarrierNames {

    private static final String[] SATELLITE = {
        "starlink",
        "viasat",
        "hughes",
        "inmarsat",
        "iridium",
        "satellit",
        "satcom",
        "intelsat",
        "eutelsat",
        "oneweb",
        "globalstar",
        "gogo ",
        "anuvu",
        "panasonic avionics",
        "o3b"
    };
    private static final String[] MOBILE = {
        "mobil", "wireless", "cellular", "cellco", "gsm", "celular", "telefonia movil"
    };

    private CarrierNames() {}

    /** What kind of carrier the name tells of; null if none. */
    static NetworkKind kindOrNull(String organisation) {
        if (organisation == null) {
            return null;
        }
        String name = organisation.toLowerCase(Locale.ROOT);
        return holdsAny(name, SATELLITE) ? NetworkKind.SATELLITE : holdsAny(name, MOBILE) ? NetworkKind.MOBILE : null;
    }

    private static boolean holdsAny(String name, String[] words) {
        for (String word : words) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
