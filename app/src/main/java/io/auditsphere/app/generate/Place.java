package io.auditsphere.app.generate;

import java.time.ZoneId;
import java.util.List;

/**
 * A city that people work in, travel to or attack from.
 *
 * @param city its name
 * @param country ISO 3166-1 alpha-2
 * @param latitude degrees north
 * @param longitude degrees east
 * @param zone the zone of its clocks
 */
record Place(String city, String country, double latitude, double longitude, ZoneId zone) {

    /** Cities with an office, biggest first: two of them in the zones that are business zones by default. */
    static final List<Place> OFFICES = List.of(
            of("Bengaluru", "IN", 12.97, 77.59, "Asia/Kolkata"),
            of("Melbourne", "AU", -37.81, 144.96, "Australia/Melbourne"),
            of("Pune", "IN", 18.52, 73.86, "Asia/Kolkata"),
            of("London", "GB", 51.51, -0.13, "Europe/London"),
            of("New York", "US", 40.71, -74.01, "America/New_York"));

    /** How the staff is spread over {@link #OFFICES}. */
    static final double[] OFFICE_WEIGHTS = {0.34, 0.28, 0.14, 0.13, 0.11};

    /** Where people who are employed far from any office live. */
    static final List<Place> REMOTE = List.of(
            of("Sydney", "AU", -33.87, 151.21, "Australia/Sydney"),
            of("Hyderabad", "IN", 17.39, 78.49, "Asia/Kolkata"),
            of("Toronto", "CA", 43.65, -79.38, "America/Toronto"),
            of("Berlin", "DE", 52.52, 13.41, "Europe/Berlin"));

    /** Where trips lead, offices apart, and where guests sit. */
    static final List<Place> ABROAD = List.of(
            of("Singapore", "SG", 1.35, 103.82, "Asia/Singapore"),
            of("Dubai", "AE", 25.20, 55.27, "Asia/Dubai"),
            of("Tokyo", "JP", 35.68, 139.69, "Asia/Tokyo"),
            of("Auckland", "NZ", -36.85, 174.76, "Pacific/Auckland"),
            of("Paris", "FR", 48.86, 2.35, "Europe/Paris"),
            of("Amsterdam", "NL", 52.37, 4.90, "Europe/Amsterdam"),
            of("Dublin", "IE", 53.35, -6.26, "Europe/Dublin"),
            of("San Francisco", "US", 37.77, -122.42, "America/Los_Angeles"),
            of("Colombo", "LK", 6.93, 79.85, "Asia/Colombo"));

    /** Where the sessions of intruders have come out in published incident reports: cheap hosting, and resold homes. */
    static final List<Place> INTRUDERS = List.of(
            of("Lagos", "NG", 6.52, 3.38, "Africa/Lagos"),
            of("Bucharest", "RO", 44.43, 26.10, "Europe/Bucharest"),
            of("Sao Paulo", "BR", -23.55, -46.63, "America/Sao_Paulo"),
            of("Ho Chi Minh City", "VN", 10.82, 106.63, "Asia/Ho_Chi_Minh"),
            of("Istanbul", "TR", 41.01, 28.98, "Europe/Istanbul"),
            of("Frankfurt", "DE", 50.11, 8.68, "Europe/Berlin"),
            of("Ashburn", "US", 39.04, -77.49, "America/New_York"),
            of("Amsterdam", "NL", 52.37, 4.90, "Europe/Amsterdam"));

    /** Where the organisation's own VPN comes out. */
    static final List<Place> VPN_EXITS = List.of(
            of("Singapore", "SG", 1.35, 103.82, "Asia/Singapore"), of("Frankfurt", "DE", 50.11, 8.68, "Europe/Berlin"));

    private static Place of(String city, String country, double latitude, double longitude, String zone) {
        return new Place(city, country, latitude, longitude, ZoneId.of(zone));
    }
}
