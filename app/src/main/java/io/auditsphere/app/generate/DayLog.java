package io.auditsphere.app.generate;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Collects what happens on one day, each event with the habit that it belongs to. Confined to one thread. */
final class DayLog {

    /** One event and why it looks odd, or null. */
    record Entry(AuditEvent event, OddHabit habit) {}

    private static final HexFormat HEX = HexFormat.of();
    private static final Set<Act> SIGN_INS = EnumSet.of(Act.LOGIN, Act.LOGIN_FAILED, Act.DEVICE_ADDED);
    private static final Set<Act> CONSOLE_ACTS = EnumSet.of(
            Act.ROLE_GRANT,
            Act.AUDIT_OFF,
            Act.APP_SECRET,
            Act.ADD_USER,
            Act.UPDATE_USER,
            Act.ADD_TO_GROUP,
            Act.RESET_PASSWORD,
            Act.DISABLE_USER);

    private final SplittableRandom ids;
    private final List<Entry> entries = new ArrayList<>();
    private OddHabit habit;

    DayLog(SplittableRandom ids) {
        this.ids = ids;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Marks what is written from now on; null ends it. Returns what was in force. */
    OddHabit mark(OddHabit newHabit) {
        OddHabit previous = habit;
        habit = newHabit;
        return previous;
    }

    /** An event that is written by {@link Line#write}. The provider must have the act. */
    Line line(long timeMs, Account account, Connection connection, Act act) {
        return new Line(timeMs, account, connection, act);
    }

    /** An id that several events of one click share. */
    String correlation() {
        return uuid();
    }

    private String uuid() {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 16; i++) {
            bytes[i] = (byte) ids.nextInt();
        }
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        String hex = HEX.formatHex(bytes);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }

    /** One event in the making. */
    final class Line {

        private final AuditEventBuilder event = AuditEvent.builder();

        private Line(long timeMs, Account account, Connection connection, Act act) {
            Operation operation = Vocabulary.of(account.provider(), act);
            boolean console = account.type() == UserType.USER && isConsole(account.provider(), act);
            event.eventId(eventId(account.provider()))
                    .provider(account.provider())
                    .creationTime(Instant.ofEpochMilli(
                            account.provider().equals(Vocabulary.GOOGLE) ? timeMs : timeMs / 1000 * 1000))
                    .operation(operation.name())
                    .operationCategory(operation.category())
                    .sensitive(operation.sensitive() && account.type() != UserType.SERVICE)
                    .userId(account.userId())
                    .userType(console ? UserType.ADMIN : account.type())
                    .outcome(Outcome.SUCCESS);
            from(connection);
            if (SIGN_INS.contains(act)) {
                event.attribute("device_id", connection.device());
            }
        }

        /** Microsoft's directory names an administrator's act as a plain user's; the others tell. */
        private boolean isConsole(String provider, Act act) {
            return CONSOLE_ACTS.contains(act) && !provider.equals(Vocabulary.MICROSOFT);
        }

        private void from(Connection connection) {
            Network network = connection.network();
            event.clientIp(connection.address()).userAgent(connection.userAgent());
            if (network != null) {
                event.country(network.place().country());
                if (network.label() != null) {
                    event.attribute(EventAttributes.NETWORK_KIND, network.label());
                }
                if (network.exact()) {
                    event.city(network.place().city())
                            .latitude(network.place().latitude())
                            .longitude(network.place().longitude());
                }
            }
        }

        private String eventId(String provider) {
            return switch (provider) {
                case Vocabulary.GOOGLE -> Long.toString(ids.nextLong());
                case Vocabulary.DROPBOX -> HEX.toHexDigits(ids.nextLong()) + HEX.toHexDigits(ids.nextLong());
                default -> uuid();
            };
        }

        Line on(Site site, int rank) {
            return on(site.path(), site.file(rank));
        }

        Line on(String path, String name) {
            event.resourcePath(path).resourceName(name);
            return this;
        }

        Line target(String whom) {
            event.target(whom);
            return this;
        }

        Line failed(FailureKind kind) {
            event.outcome(Outcome.FAILURE).failureKind(kind);
            return this;
        }

        Line correlated(String id) {
            event.attribute("correlation_id", id);
            return this;
        }

        Line attribute(String name, String value) {
            event.attribute(name, value);
            return this;
        }

        void write() {
            entries.add(new Entry(event.build(), habit));
        }
    }
}
