package io.auditsphere.app.config;

import static io.auditsphere.app.config.ValueTypes.addressRange;
import static io.auditsphere.app.config.ValueTypes.duration;
import static io.auditsphere.app.config.ValueTypes.listOf;
import static io.auditsphere.app.config.ValueTypes.optional;
import static io.auditsphere.app.config.ValueTypes.path;
import static io.auditsphere.app.config.ValueTypes.size;
import static io.auditsphere.app.config.ValueTypes.text;

import io.auditsphere.model.features.AddressRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keys of what is read: providers, limits of a record, the files that say what an operation is and where an address
 * lies.
 * In {@link Keys#all} with the others.
 */
public final class InputKeys {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final ValueType<String> PROVIDER =
            text("a provider's name in lower case: letters, digits, '_' and '-'", "[a-z0-9][a-z0-9_-]{0,62}");
    public static final Setting<List<String>> PROVIDERS = Setting.of(
            "providers",
            listOf(PROVIDER, 1),
            "microsoft,google,box,dropbox",
            "Providers whose events are scored, each by a forest of its own; events of others are dead-lettered.");
    public static final Setting<Long> INPUT_MAX_BYTES = Setting.of(
            "input.max.bytes",
            size(1024, 8L << 20),
            "1MB",
            "A record over this size is dead-lettered, cut and marked truncated.");
    public static final Setting<Duration> INPUT_MAX_AHEAD = Setting.of(
            "input.max.ahead",
            duration(Duration.ZERO, YEAR),
            "1d",
            "An event dated further than this after its record's arrival is dead-lettered.");
    public static final Setting<Optional<Duration>> INPUT_MAX_AGE = Setting.of(
            "input.max.age",
            optional(duration(Duration.ofDays(1), YEAR.multipliedBy(100))),
            "400d",
            "An event dated further than this before its record's arrival is dead-lettered. Not applied by score and by"
                    + " local --input.");
    public static final Setting<List<String>> ORGANISATION_DOMAINS = Setting.of(
            "organisation.domains",
            listOf(text("a domain such as example.com", "[A-Za-z0-9.-]+\\.[A-Za-z0-9-]+"), 0),
            "",
            "The organisation's own domains; everybody else is external. Empty: learnt from who its members are.");
    public static final Setting<List<Path>> INGEST_MAPPINGS = Setting.of(
            "ingest.mappings",
            listOf(path(), 0),
            "",
            "Files that describe sources of your own, whose providers must be listed in providers; see docs/FORMATS.md"
                    + " and conf/mappings, and try them with auditsphere mappings check.");
    public static final Setting<List<Path>> CATALOGUE_FILES = Setting.of(
            "catalogue.files",
            listOf(path(), 0),
            "",
            "Files of operations with category and sensitivity, over those that come with the program: provider,"
                    + " operation, category, yes or no, between tabs.");
    public static final Setting<Optional<Path>> GEOIP_DATABASE = Setting.of(
            "geoip.database",
            optional(path()),
            "",
            "A MaxMind City or Country database (.mmdb) that says where addresses are; read again when it changes.");
    public static final Setting<Optional<Path>> GEOIP_ASN_DATABASE = Setting.of(
            "geoip.asn.database",
            optional(path()),
            "",
            "A MaxMind ASN or ISP database that says whose network an address belongs to. Networks are then told apart"
                    + " by it.");
    public static final Setting<Optional<Path>> GEOIP_ANONYMOUS_DATABASE = Setting.of(
            "geoip.anonymous.database",
            optional(path()),
            "",
            "A MaxMind Anonymous IP or Anonymous Plus database that knows VPNs, proxies, Tor and hosting companies.");
    public static final Setting<List<AddressRange>> NETWORK_CORPORATE = Setting.of(
            "network.corporate",
            listOf(addressRange(), 0),
            "",
            "The organisation's own addresses, offices and VPN exits: they have no place.");

    private InputKeys() {}
}
