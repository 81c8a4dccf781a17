package io.auditsphere.app.ingest;

import io.auditsphere.app.places.Place;
import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.NetworkKind;

/**
 * Puts the place of the source address on an event. What the event says itself stays: its provider saw the client, a
 * database saw its address. Coordinates alone are added to a country that the event brings, if the database has the same
 * country. Only that a network is the organisation's own is not for the event to say.
 */
final class DraftPlace {

    private DraftPlace() {}

    /**
     * @param draft cleaned: a country is two capitals, coordinates are degrees or null
     * @param place what is known of its address
     */
    static void fill(EventDraft draft, Place place) {
        if (place.equals(Place.UNKNOWN)) {
            return;
        }
        fillPlace(draft, place);
        if (place.asn() != null && draft.attributeIfAbsent(EventAttributes.ASN, place.asn())) {
            draft.attributeIfAbsent(EventAttributes.AS_ORGANISATION, place.asOrganisation());
        }
        if (place.networkKind() == NetworkKind.CORPORATE) {
            draft.removeAttribute(EventAttributes.NETWORK_KIND);
        }
        if (place.networkKind() != null) {
            draft.attributeIfAbsent(
                    EventAttributes.NETWORK_KIND, place.networkKind().wireName());
        }
    }

    private static void fillPlace(EventDraft draft, Place place) {
        boolean placed = draft.latitude != null;
        if (place.country() == null || placed) {
            return;
        }
        boolean silent = draft.country == null && draft.city == null;
        if (!silent && !place.country().equals(draft.country)) {
            return;
        }
        if (draft.city == null) {
            draft.city = place.city();
        }
        draft.country = place.country();
        draft.latitude = place.latitude();
        draft.longitude = place.longitude();
        if (place.accuracyRadius() != null) {
            draft.attributeIfAbsent(EventAttributes.ACCURACY_RADIUS, place.accuracyRadius());
        }
    }
}
