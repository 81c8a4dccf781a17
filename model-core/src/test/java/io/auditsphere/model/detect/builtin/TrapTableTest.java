package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What looks odd and is normal, against all detectors as shipped: a cell for each trap and each detector, which must say
 * nothing. Stories begin with three weeks of somebody's work in an organisation of thirty; day 21 is a Monday.
 */
class TrapTableTest {

    private static final OrganisationTables TABLES = ThirtyPeople.tables();

    private static Watched all() {
        return new Watched(BuiltInDetectors.all(BuiltInDetectors.Settings.defaults())
                        .toArray(new Detector[0]))
                .in(TABLES);
    }

    private static Watched settled() {
        Watched user = all();
        assertThat(user.works(3, 9, 17)).isEmpty();
        return user;
    }

    private static AuditEventBuilder signIn(AuditEventBuilder event) {
        return event.operation("UserLoggedIn")
                .operationCategory(OperationCategory.AUTHENTICATION)
                .resourcePath(null)
                .resourceName(null);
    }

    private static AuditEventBuilder elsewhere(AuditEventBuilder event, String ip, String country, double east) {
        return event.clientIp(ip).country(country).city(null).latitude(12.9).longitude(east);
    }

    private static final Map<String, Supplier<List<Signal>>> TRAPS = new LinkedHashMap<>();

    static {
        TRAPS.put("night worker", TrapTableTest::nightWorker);
        TRAPS.put("VPN egress", TrapTableTest::vpnEgress);
        TRAPS.put("weekly export of 120 files", TrapTableTest::weeklyExport);
        TRAPS.put("forgotten password", TrapTableTest::forgottenPassword);
        TRAPS.put("business trip", TrapTableTest::businessTrip);
        TRAPS.put("nearby new office", TrapTableTest::nearbyOffice);
        TRAPS.put("routine administrator's grants", TrapTableTest::routineGrants);
        TRAPS.put("one click of 15 events", TrapTableTest::oneClick);
        TRAPS.put("service account churn", TrapTableTest::serviceChurn);
        TRAPS.put("a file for a customer", TrapTableTest::customer);
        TRAPS.put("second factor on the third try", TrapTableTest::clumsyThumb);
        TRAPS.put("tidying a folder", TrapTableTest::tidying);
    }

    @TestFactory
    Stream<DynamicTest> noDetectorSpeaksOfWhatIsNormal() {
        List<String> detectors = BuiltInDetectors.all(BuiltInDetectors.Settings.defaults()).stream()
                .map(Detector::name)
                .toList();
        return TRAPS.entrySet().stream().flatMap(trap -> {
            List<Signal> signals = trap.getValue().get();
            return detectors.stream()
                    .map(detector -> DynamicTest.dynamicTest(
                            trap.getKey() + ", " + detector,
                            () -> assertThat(signals)
                                    .filteredOn(signal -> signal.detector().equals(detector))
                                    .extracting(Signal::text)
                                    .isEmpty()));
        });
    }

    private static List<Signal> nightWorker() {
        Watched user = all();
        List<Signal> signals = new ArrayList<>();
        for (int day = 0; day < 28; day++) {
            for (int minute = 0; minute < 8 * 60; minute += 15) {
                signals.addAll(user.see(at(day, 22, minute), event -> event));
            }
        }
        return signals;
    }

    /** The organisation's exit in Frankfurt, which several of its people use, in the middle of the day. */
    private static List<Signal> vpnEgress() {
        Watched user = settled();
        List<Signal> signals = user.times(
                12,
                at(21, 10, 0),
                600,
                event -> elsewhere(event, "192.0.2.9", "DE", 8.7).attribute("network_kind", "corporate"));
        signals.addAll(user.times(12, at(21, 12, 5), 600, event -> event));
        return signals;
    }

    private static List<Signal> weeklyExport() {
        Watched user = all();
        List<Signal> later = new ArrayList<>();
        for (int week = 0; week < 5; week++) {
            for (int day = 0; day < 5; day++) {
                user.times(16, at(7 * week + day, 9, 0), 1500, event -> event);
            }
            List<Signal> signals = user.times(
                    120, at(7 * week + 4, 16, 10 * (week % 3)), 4, event -> event.operation("FileDownloaded"));
            if (week > 0) {
                later.addAll(signals);
            }
        }
        return later;
    }

    private static List<Signal> forgottenPassword() {
        Watched user = settled();
        List<Signal> signals = user.times(
                9,
                at(21, 9, 0),
                20,
                event -> signIn(event)
                        .operation("UserLoginFailed")
                        .outcome(Outcome.FAILURE)
                        .failureKind(FailureKind.CREDENTIAL));
        signals.addAll(user.see(
                at(21, 9, 5),
                event -> signIn(event).operation("Change user password.").operationCategory(OperationCategory.ADMIN)));
        signals.addAll(user.see(at(21, 9, 6), TrapTableTest::signIn));
        return signals;
    }

    /** A flight, a hotel, the usual laptop: in a country where one of the organisation was before. */
    private static List<Signal> businessTrip() {
        Watched user = settled();
        List<Signal> signals = new ArrayList<>();
        for (int day = 22; day < 25; day++) {
            signals.addAll(
                    user.times(14, at(day, 9, 0), 1800, event -> elsewhere(event, "198.51.100.77", "SG", 103.8)));
        }
        return signals;
    }

    private static List<Signal> nearbyOffice() {
        Watched user = settled();
        return user.times(24, at(21, 9, 0), 900, event -> elsewhere(event, "192.0.2.40", "IN", 77.7));
    }

    private static List<Signal> routineGrants() {
        Watched administrator = all();
        List<Signal> later = new ArrayList<>();
        for (int day = 0; day < 28; day++) {
            if (day % 7 < 5) {
                administrator.times(10, at(day, 9, 0), 900, event -> event);
                List<Signal> signals = administrator.times(
                        3,
                        at(day, 14, 0),
                        60,
                        event -> event.operation("Add member to role.")
                                .operationCategory(OperationCategory.ADMIN)
                                .sensitive(true)
                                .resourcePath(null)
                                .target("lee@contoso.com")
                                .attribute("role", "Helpdesk Administrator"));
                if (day >= 7) {
                    later.addAll(signals);
                }
            }
        }
        return later;
    }

    private static List<Signal> oneClick() {
        return settled()
                .times(
                        15,
                        at(21, 10, 0),
                        0,
                        event -> event.operation("SharingSet")
                                .operationCategory(OperationCategory.SHARING)
                                .target("team@contoso.com")
                                .attribute("correlation_id", "c-1"));
    }

    /** An account that deploys for nine days, in bursts, and is then made anew. */
    private static List<Signal> serviceChurn() {
        List<Signal> signals = new ArrayList<>();
        for (int generation = 0; generation < 3; generation++) {
            Watched program = all().as("app-deploy-" + generation);
            for (int day = 0; day < 9; day++) {
                for (int run = 0; run < 3; run++) {
                    signals.addAll(program.times(
                            5 + (day + run) % 10,
                            at(9 * generation + day, 4 + 5 * run, 0),
                            20,
                            event -> event.userType(UserType.SERVICE)
                                    .operation("FileUploaded")
                                    .operationCategory(OperationCategory.MODIFICATION)
                                    .clientIp("192.0.2.200")));
                }
            }
        }
        return signals;
    }

    private static List<Signal> customer() {
        return settled()
                .times(
                        2,
                        at(21, 10, 0),
                        120,
                        event -> event.operation("SharingInvitationCreated")
                                .operationCategory(OperationCategory.SHARING)
                                .sensitive(true)
                                .target("eve@customer.example"));
    }

    private static List<Signal> clumsyThumb() {
        Watched user = settled();
        List<Signal> signals = user.times(
                3,
                at(21, 9, 0),
                25,
                event -> signIn(event)
                        .operation("UserLoginFailed")
                        .outcome(Outcome.FAILURE)
                        .failureKind(FailureKind.MFA));
        signals.addAll(user.see(at(21, 9, 2), TrapTableTest::signIn));
        return signals;
    }

    private static List<Signal> tidying() {
        return settled()
                .times(
                        45,
                        at(21, 10, 0),
                        12,
                        event -> event.operation("FileRecycled").operationCategory(OperationCategory.DELETION));
    }
}
