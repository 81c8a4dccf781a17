package io.auditsphere.app.places;

import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import com.maxmind.geoip2.model.AnonymousIpResponse;
import com.maxmind.geoip2.model.AnonymousPlusResponse;
import com.maxmind.geoip2.model.AsnResponse;
import com.maxmind.geoip2.model.CityResponse;
import com.maxmind.geoip2.model.CountryResponse;
import com.maxmind.geoip2.model.IspResponse;
import com.maxmind.geoip2.record.Location;
import io.auditsphere.schemas.NetworkKind;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/** What each sort of database says of an address, taken over with caution: nothing is guessed from the rest. */
final class PlaceReading {

    /**
     * An autonomous system.
     *
     * @param number in digits, or null
     * @param organisation who runs it, or null
     * @param mobile whether the database itself calls the address a mobile carrier's
     */
    record AutonomousSystem(String number, String organisation, boolean mobile) {
        static final AutonomousSystem UNKNOWN = new AutonomousSystem(null, null, false);

        static AutonomousSystem of(Long number, String organisation, boolean mobile) {
            return new AutonomousSystem(number == null ? null : number.toString(), organisation, mobile);
        }
    }

    private PlaceReading() {}

    /**
     * The place, with nothing about the network. An anycast address is in many places at once and so in none; one with
     * coordinates but no country has those of a continent's middle.
     */
    static Place place(DatabaseReader reader, String type, InetAddress address) throws IOException, GeoIp2Exception {
        if (type.contains("Country")) {
            Optional<CountryResponse> found = reader.tryCountry(address);
            if (found.isEmpty()
                    || found.get().country().isoCode() == null
                    || found.get().traits().isAnycast()) {
                return Place.UNKNOWN;
            }
            return new Place(found.get().country().isoCode(), null, null, null, null, null, null, null);
        }
        Optional<CityResponse> found = reader.tryCity(address);
        if (found.isEmpty()
                || found.get().country().isoCode() == null
                || found.get().traits().isAnycast()) {
            return Place.UNKNOWN;
        }
        CityResponse city = found.get();
        Location location = city.location();
        boolean located = location.latitude() != null && location.longitude() != null;
        Integer radius = located ? location.accuracyRadius() : null;
        return new Place(
                city.country().isoCode(),
                city.city().name(),
                located ? location.latitude() : null,
                located ? location.longitude() : null,
                radius == null ? null : radius.toString(),
                null,
                null,
                null);
    }

    static AutonomousSystem system(DatabaseReader reader, String type, InetAddress address)
            throws IOException, GeoIp2Exception {
        if (type.contains("ISP")) {
            Optional<IspResponse> isp = reader.tryIsp(address);
            return isp.isEmpty()
                    ? AutonomousSystem.UNKNOWN
                    : AutonomousSystem.of(
                            isp.get().autonomousSystemNumber(),
                            isp.get().autonomousSystemOrganization(),
                            isp.get().mobileCountryCode() != null);
        }
        Optional<AsnResponse> asn = reader.tryAsn(address);
        return asn.isEmpty()
                ? AutonomousSystem.UNKNOWN
                : AutonomousSystem.of(
                        asn.get().autonomousSystemNumber(), asn.get().autonomousSystemOrganization(), false);
    }

    /** What hides behind the address; null if nothing is known to. A hosting company is anonymous to MaxMind as well. */
    static NetworkKind anonymiser(DatabaseReader reader, String type, InetAddress address)
            throws IOException, GeoIp2Exception {
        if (type.contains("Plus")) {
            Optional<AnonymousPlusResponse> plus = reader.tryAnonymousPlus(address);
            return plus.isEmpty()
                    ? null
                    : kind(
                            plus.get().isTorExitNode(),
                            plus.get().isPublicProxy() || plus.get().isResidentialProxy(),
                            plus.get().isAnonymousVpn(),
                            plus.get().isHostingProvider(),
                            plus.get().isAnonymous());
        }
        Optional<AnonymousIpResponse> found = reader.tryAnonymousIp(address);
        return found.isEmpty()
                ? null
                : kind(
                        found.get().isTorExitNode(),
                        found.get().isPublicProxy() || found.get().isResidentialProxy(),
                        found.get().isAnonymousVpn(),
                        found.get().isHostingProvider(),
                        found.get().isAnonymous());
    }

    private static NetworkKind kind(boolean tor, boolean proxy, boolean vpn, boolean hosting, boolean anonymous) {
        if (tor) {
            return NetworkKind.TOR;
        }
        if (proxy) {
            return NetworkKind.PROXY;
        }
        if (vpn) {
            return NetworkKind.VPN;
        }
        return hosting ? NetworkKind.HOSTING : anonymous ? NetworkKind.ANONYMOUS : null;
    }
}
