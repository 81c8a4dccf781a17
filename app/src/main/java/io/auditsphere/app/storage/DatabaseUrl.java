package io.auditsphere.app.storage;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The address of a Postgres database, read from either of the two forms in use: JDBC's
 * ({@code jdbc:postgresql://host/db?user=…}) and libpq's ({@code postgresql://user:pass@host:port/db?sslmode=require},
 * the form of hosting services and of Python, with or without a driver's name as in {@code postgresql+asyncpg://}).
 * Immutable; {@link #toString()} and every error message leave out user, password and parameters.
 */
public final class DatabaseUrl {

    /** libpq's names of parameters, and what the JDBC driver calls the same thing. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "target_session_attrs", "targetServerType",
            "gssencmode", "gssEncMode",
            "keepalives", "tcpKeepAlive");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

    private final String jdbcUrl;
    private final String user;
    private final String password;
    private final Map<String, String> properties;

    private DatabaseUrl(String jdbcUrl, String user, String password, Map<String, String> properties) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
        this.properties = Collections.unmodifiableMap(properties);
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException naming what is wrong, never the password
     */
    public static DatabaseUrl parse(String text) {
        String url = text == null ? "" : text.trim();
        if (url.startsWith("jdbc:postgresql:")) {
            String rest = url.substring("jdbc:".length());
            return hasCredentials(rest) ? fromUri(rest) : fromJdbc(url);
        }
        return fromUri(url);
    }

    private static boolean hasCredentials(String uri) {
        int start = uri.indexOf("://");
        return start >= 0 && authority(uri, start + 3).indexOf('@') >= 0;
    }

    private static DatabaseUrl fromJdbc(String url) {
        int question = url.indexOf('?');
        Map<String, String> properties = new LinkedHashMap<>();
        if (question >= 0) {
            readParameters(url.substring(question + 1), properties);
        }
        String base = question < 0 ? url : url.substring(0, question);
        return new DatabaseUrl(base, properties.remove("user"), properties.remove("password"), properties);
    }

    private static DatabaseUrl fromUri(String uri) {
        int colon = uri.indexOf("://");
        String scheme = colon < 0 ? "" : uri.substring(0, colon);
        int plus = scheme.indexOf('+');
        if (!SCHEMES.contains(plus < 0 ? scheme : scheme.substring(0, plus))) {
            throw new IllegalArgumentException(
                    "expected postgresql://user:password@host:port/database or jdbc:postgresql://host:port/database"
                            + (scheme.isEmpty() ? ", found no scheme" : ", found scheme " + bounded(scheme)));
        }
        String authority = authority(uri, colon + 3);
        int at = authority.lastIndexOf('@');
        String hosts = authority.substring(at + 1);
        String rest = uri.substring(colon + 3 + authority.length());
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> properties = new LinkedHashMap<>();
        if (question >= 0) {
            readParameters(rest.substring(question + 1), properties);
        }

        String user = properties.remove("user");
        String password = properties.remove("password");
        if (at >= 0) {
            String credentials = authority.substring(0, at);
            int separator = credentials.indexOf(':');
            user = decode(separator < 0 ? credentials : credentials.substring(0, separator), "user");
            password = separator < 0 ? password : decode(credentials.substring(separator + 1), "password");
        }
        checkHosts(hosts);
        // The database's name stays percent-encoded: the driver decodes it, a literal plus sign included.
        String database = path.isEmpty() ? "/" : path.replace("+", "%2B");
        String jdbcUrl = "jdbc:postgresql://" + (hosts.isEmpty() ? "localhost" : hosts) + database;
        return new DatabaseUrl(jdbcUrl, user, password, properties);
    }

    /** What stands between the scheme and the path; a password may hold an at sign, but no slash or question mark. */
    private static String authority(String uri, int from) {
        int end = from;
        while (end < uri.length() && uri.charAt(end) != '/' && uri.charAt(end) != '?') {
            end++;
        }
        return uri.substring(from, end);
    }

    private static void checkHosts(String hosts) {
        for (String host : hosts.split(",", -1)) {
            int colon = host.lastIndexOf(':');
            if (colon < 0 || host.endsWith("]")) {
                continue;
            }
            String port = host.substring(colon + 1);
            if (!port.chars().allMatch(c -> c >= '0' && c <= '9') || port.isEmpty() || port.length() > 5) {
                throw new IllegalArgumentException("expected a port number after the host's colon;"
                        + " a slash, question mark or # in the password has to be percent-encoded");
            }
        }
    }

    private static void readParameters(String query, Map<String, String> into) {
        for (String parameter : query.split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            int equals = parameter.indexOf('=');
            String name = decode(equals < 0 ? parameter : parameter.substring(0, equals), "parameters");
            String value = equals < 0 ? "" : decode(parameter.substring(equals + 1), "parameter " + bounded(name));
            putAsDriverNamesIt(name, value, into);
        }
    }

    private static void putAsDriverNamesIt(String name, String value, Map<String, String> into) {
        if (name.equals("ssl") && !value.equals("true") && !value.equals("false")) {
            into.put("sslmode", value); // asyncpg's spelling: ssl=require
        } else if (name.equals("target_session_attrs")) {
            into.put("targetServerType", SERVER_TYPES.getOrDefault(value, value));
        } else if (name.equals("keepalives")) {
            into.put("tcpKeepAlive", Boolean.toString(!value.equals("0")));
        } else {
            into.put(DRIVER_NAMES.getOrDefault(name, name), value);
        }
    }

    private static String decode(String text, String part) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] != '%') {
                decoded.put(source[i]);
                continue;
            }
            int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("the " + part + " of the address has a % that no two"
                        + " hexadecimal digits follow; write a literal % as %25");
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(decoded.flip())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the " + part + " of the address is not UTF-8 when decoded", e);
        }
    }

    private static String bounded(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** The address as the driver takes it, without user, password and parameters. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** The user, or null if the address names none. */
    public String user() {
        return user;
    }

    /** The password, or null if the address holds none. A secret: for the driver only. */
    public String password() {
        return password;
    }

    /** The other parameters under the driver's names; values may be secrets ({@code sslpassword}). */
    public Map<String, String> properties() {
        return properties;
    }

    /** The address without its secrets. */
    @Override
    public String toString() {
        return jdbcUrl;
    }
}
