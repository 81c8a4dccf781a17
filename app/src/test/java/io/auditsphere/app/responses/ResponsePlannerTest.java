package io.auditsphere.app.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.features.AddressRange;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.ResponseAction;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a policy makes of findings. */
class ResponsePlannerTest {

    private static final long NOON = Instant.parse("2026-03-03T12:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final String ADDRESS = "203.0.113.9";

    private final Map<String, byte[]> memory = new HashMap<>();

    private static ResponsePolicy policy(boolean dryRun, ResponsePolicy.Rule... rules) {
        return new ResponsePolicy(
                dryRun,
                List.of(rules),
                Map.of("lock_account", 2),
                Set.of("glass@example.com", "box|root@example.com"),
                List.of(AddressRange.parse("198.51.100.0/24")));
    }

    private static ResponsePolicy.Rule rule(Severity severity, String... actions) {
        return new ResponsePolicy.Rule(
                null,
                null,
                severity,
                List.of(actions).stream()
                        .map(action -> new ResponsePolicy.Act(action, Duration.ofHours(1), "undo_" + action))
                        .toList());
    }

    private ResponsePlanner planner(ResponsePolicy policy) {
        return new ResponsePlanner(policy, new ResponseMemory() {
            @Override
            public byte[] get(String key) {
                return memory.get(key);
            }

            @Override
            public void put(String key, byte[] value) {
                memory.put(key, value);
            }
        });
    }

    private static Finding finding(String id, Subject subject, Severity severity, FindingState state) {
        return new Finding(
                id,
                subject,
                "bulk",
                AnomalyType.BULK_OPERATION,
                state,
                severity,
                1,
                Instant.ofEpochMilli(NOON),
                Instant.ofEpochMilli(NOON),
                "400 files within ten minutes",
                List.of("e1"),
                "as-shipped",
                null);
    }

    private static Finding finding(String id, String user, Severity severity) {
        return finding(id, Subject.user(user), severity, FindingState.OPENED);
    }

    @Test
    void aFindingIsActedOnWhenItOpensAndWhenItRisesAndNeverTwice() {
        ResponsePlanner planner = planner(policy(false, rule(Severity.HIGH, "notify", "revoke_session")));
        String user = "box|ana@example.com";

        assertThat(planner.plan(finding("f", user, Severity.MEDIUM), ADDRESS, NOON))
                .isEmpty();
        List<ResponseAction> opened = planner.plan(finding("f", user, Severity.HIGH), ADDRESS, NOON);
        assertThat(planner.plan(finding("f", user, Severity.HIGH), ADDRESS, NOON + 1))
                .isEmpty();
        List<ResponseAction> raised = planner.plan(finding("f", user, Severity.CRITICAL), ADDRESS, NOON + 2);

        assertThat(opened).extracting(ResponseAction::action).containsExactly("notify", "revoke_session");
        assertThat(opened).allSatisfy(action -> {
            assertThat(action.dryRun()).isFalse();
            assertThat(action.target()).isEqualTo(user);
            assertThat(action.reason()).isEqualTo("400 files within ten minutes");
            assertThat(action.eventIds()).as("evidence").containsExactly("e1");
            assertThat(action.expiresAt()).isEqualTo(Instant.ofEpochMilli(NOON + HOUR));
            assertThat(action.undoAction()).isEqualTo("undo_" + action.action());
        });
        assertThat(raised)
                .extracting(ResponseAction::actionId)
                .hasSize(2)
                .doesNotContainAnyElementsOf(
                        opened.stream().map(ResponseAction::actionId).toList());
    }

    @Test
    void theSameFindingAlwaysGivesTheSameIdsSoThatTheyAreIdempotent() {
        ResponsePolicy policy = policy(false, rule(Severity.LOW, "lock_account"));
        Finding finding = finding("f", "box|ana@example.com", Severity.HIGH);
        String first = planner(policy).plan(finding, ADDRESS, NOON).get(0).actionId();
        memory.clear();

        assertThat(planner(policy).plan(finding, ADDRESS, NOON + HOUR).get(0).actionId())
                .isEqualTo(first);
    }

    @Test
    void aClosedFindingAsksForNothing() {
        Finding closed = finding("f", Subject.user("box|ana@example.com"), Severity.CRITICAL, FindingState.CLOSED);

        assertThat(planner(policy(false, rule(Severity.LOW, "notify"))).plan(closed, ADDRESS, NOON))
                .isEmpty();
    }

    @Test
    void inADryRunActionsAreShownAndMarked() {
        assertThat(planner(policy(true, rule(Severity.LOW, "lock_account")))
                        .plan(finding("f", "box|ana@example.com", Severity.HIGH), ADDRESS, NOON))
                .extracting(ResponseAction::dryRun)
                .containsExactly(true);
    }

    @Test
    void nothingIsDoneToABreakGlassAccountOrToACorporateAddressAndTheReasonSaysSo() {
        ResponsePlanner planner = planner(policy(false, rule(Severity.LOW, "lock_account", "block_ip", "notify")));

        List<ResponseAction> glass =
                planner.plan(finding("f1", "microsoft|glass@example.com", Severity.HIGH), ADDRESS, NOON);
        List<ResponseAction> office =
                planner.plan(finding("f2", "box|ana@example.com", Severity.HIGH), "198.51.100.7", NOON);

        assertThat(glass).extracting(ResponseAction::dryRun).containsExactly(true, true, false);
        assertThat(glass.get(0).reason()).startsWith("Withheld, the account is listed as break-glass. 400 files");
        assertThat(office).extracting(ResponseAction::dryRun).containsExactly(false, true, false);
        assertThat(office.get(1).reason()).startsWith("Withheld, the address lies in a corporate range.");
        assertThat(office.get(1).target()).isEqualTo("198.51.100.7");
    }

    @Test
    void aNetworkInWhichAnyCorporateAddressLiesIsNotBlocked() {
        // IPv6 sources are watched by their /64; the organisation may have less than that.
        ResponsePolicy policy = new ResponsePolicy(
                false,
                List.of(rule(Severity.LOW, "block_ip", "rate_limit")),
                Map.of(),
                Set.of(),
                List.of(AddressRange.parse("2001:db8:1:2:8000::/65")));
        Finding spraying = finding("f", Subject.address("2001:db8:1:2::/64"), Severity.HIGH, FindingState.OPENED);

        assertThat(planner(policy).plan(spraying, null, NOON)).hasSize(2).allSatisfy(action -> {
            assertThat(action.dryRun()).isTrue();
            assertThat(action.reason()).startsWith("Withheld, the address lies in a corporate range.");
        });
    }

    @Test
    void overTheLimitOfAnHourActionsAreWithheldUntilTheHourHasFewer() {
        ResponsePlanner planner = planner(policy(false, rule(Severity.LOW, "lock_account")));

        for (int i = 0; i < 2; i++) {
            assertThat(planner.plan(finding("f" + i, "box|u" + i, Severity.HIGH), ADDRESS, NOON + i)
                            .get(0)
                            .dryRun())
                    .as("action %d of 2 an hour", i + 1)
                    .isFalse();
        }
        ResponseAction third = planner.plan(finding("f2", "box|u2", Severity.HIGH), ADDRESS, NOON + 2)
                .get(0);
        ResponseAction later = planner.plan(finding("f3", "box|u3", Severity.HIGH), ADDRESS, NOON + HOUR + 1)
                .get(0);

        assertThat(third.dryRun()).isTrue();
        assertThat(third.reason()).startsWith("Withheld, the limit of 2 lock_account an hour is reached.");
        assertThat(later.dryRun()).isFalse();
    }

    @Test
    void wordsToPeopleHaveALimitWhereThePolicyGivesThemOne() {
        ResponsePolicy.Rule notify = new ResponsePolicy.Rule(
                null, null, Severity.LOW, List.of(new ResponsePolicy.Act("notify", null, null)));
        for (Map<String, Integer> limits : List.of(Map.of("*", 2), Map.of("notify", 2))) {
            memory.clear();
            ResponsePlanner planner = planner(new ResponsePolicy(false, List.of(notify), limits, Set.of(), List.of()));
            List<Boolean> dry = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                dry.add(planner.plan(finding("f" + i, "box|u" + i, Severity.HIGH), ADDRESS, NOON + i)
                        .get(0)
                        .dryRun());
            }
            assertThat(dry)
                    .as("notify under %s an hour", limits)
                    .containsExactly(false, false, limits.containsKey("notify"));
        }
    }

    @Test
    void aRepeatAgainstTheSameTargetHoldsTwiceAsLongUpToAWeek() {
        ResponsePlanner planner = planner(policy(false, rule(Severity.LOW, "rate_limit")));
        long now = NOON;
        for (int repeat = 0; repeat < 10; repeat++) {
            ResponseAction action = planner.plan(finding("f" + repeat, "box|ana", Severity.HIGH), ADDRESS, now)
                    .get(0);
            Duration hold = Duration.between(action.requestedAt(), action.expiresAt());
            Duration expected = Duration.ofHours(1L << repeat);
            assertThat(hold)
                    .as("hold %d against %s", repeat + 1, ADDRESS)
                    .isEqualTo(
                            expected.compareTo(ResponsePlanner.LONGEST_HOLD) > 0
                                    ? ResponsePlanner.LONGEST_HOLD
                                    : expected);
            now = action.expiresAt().toEpochMilli() + HOUR;
        }

        ResponseAction muchLater = planner.plan(
                        finding("g", "box|ana", Severity.HIGH),
                        ADDRESS,
                        now + Duration.ofDays(2).toMillis())
                .get(0);
        assertThat(Duration.between(muchLater.requestedAt(), muchLater.expiresAt()))
                .as("after a quiet day it begins anew")
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aFindingAboutAnAddressBlocksThatAddressAndLocksNobody() {
        Finding spraying = finding("f", Subject.address(ADDRESS), Severity.HIGH, FindingState.OPENED);

        List<ResponseAction> actions = planner(policy(false, rule(Severity.LOW, "block_ip", "lock_account")))
                .plan(spraying, ADDRESS, NOON);

        assertThat(actions.get(0).target()).isEqualTo(ADDRESS);
        assertThat(actions.get(0).dryRun()).isFalse();
        assertThat(actions.get(1).dryRun()).isTrue();
        assertThat(actions.get(1).reason()).startsWith("Withheld, the finding names no account to lock account.");
    }

    @Test
    void aRuleMayBeOfOneDetectorOrOneType() {
        ResponsePolicy.Act notify = new ResponsePolicy.Act("notify", null, null);
        ResponsePlanner planner = planner(policy(
                false,
                new ResponsePolicy.Rule("location", null, Severity.LOW, List.of(notify)),
                new ResponsePolicy.Rule(null, AnomalyType.SUSPICIOUS_LOCATION, Severity.LOW, List.of(notify))));

        assertThat(planner.plan(finding("f", "box|ana", Severity.CRITICAL), ADDRESS, NOON))
                .isEmpty();
    }
}
