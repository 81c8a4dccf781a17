package io.auditsphere.app.api;

import io.auditsphere.app.places.DatabaseState;
import io.auditsphere.app.places.Places;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the databases of places say of themselves. */
final class PlaceFamilies {

    private PlaceFamilies() {}

    /** Nothing without databases: a level of zero would look like one that is fine. */
    static void addTo(Families families, Places places) {
        Map<String, DatabaseState> states = new LinkedHashMap<>();
        places.states().forEach(state -> states.put(state.key(), state));
        if (states.isEmpty()) {
            return;
        }
        families.gauges(
                "auditsphere_geoip_built_timestamp_seconds",
                "When the content in use of a database of places was made",
                "database",
                states,
                state -> state.built().getEpochSecond());
        families.gauges(
                "auditsphere_geoip_failing",
                "1 while the present file of a database of places cannot be read and older content is in use",
                "database",
                states,
                state -> state.problem() == null ? 0 : 1);
        families.counter(
                "auditsphere_geoip_errors",
                "Look-ups of places that a damaged database did not answer",
                places.lookUpErrors());
    }
}
