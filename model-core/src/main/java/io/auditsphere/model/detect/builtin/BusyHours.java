package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Severity;

/**
 * Hours that are busier than this account's ever are: against what it does in this hour of its week ({@link HourlyHabit}),
 * and by one operation, or one thing, that comes again and again within minutes ({@link RepeatedActs}). Both look only at
 * hours over a floor and over the account's own maximum of 28 days, so that nearly no event asks for its memory.
 */
final class BusyHours {

    private static final int MINUTE_MS = 60_000;
    private static final int BURST = 20;

    private BusyHours() {}

    /** Whether the hour is worth looking at: nearly none is. */
    static boolean isBusy(Observation observation, RequestFrequencyDetector.Settings settings) {
        int count = observation.eventCount1h();
        int floor = observation.service() ? settings.hourFloor() : settings.personHourFloor();
        return count >= floor
                && count >= settings.weekHourTimes() * observation.maximumEventCount1h()
                && !observation.learning()
                && !observation.beyondHorizon()
                && !observation.collapsed()
                && !isBurst(observation);
    }

    /** What is odd about a busy hour, null if nothing; what it remembers goes into the memory. */
    static Signal judge(DetectorInput input, FrequencyMemory memory, RequestFrequencyDetector.Settings settings) {
        Observation observation = input.observation();
        int count = observation.eventCount1h();
        Signal repeated =
                observation.service() || count < settings.repeats() ? null : repeated(input, memory, settings);
        Signal signal = repeated != null ? repeated : outsideWeek(observation, memory, settings);
        return signal == null
                        || Repeats.isRepeated(input, RequestFrequencyDetector.NAME)
                        || Repeats.isRecent(input, BulkDetector.NAME)
                ? null
                : signal;
    }

    private static Signal outsideWeek(
            Observation observation, FrequencyMemory memory, RequestFrequencyDetector.Settings settings) {
        HourlyHabit.Usual usual = memory.hours().usual(observation.dayOfWeek(), observation.hour());
        double excess = usual == null ? 0 : usual.spreadsOver(observation.eventCount1h()) / settings.weekHourSpreads();
        if (excess < 1) {
            return null;
        }
        Severity severity = excess >= settings.highTimes() && observation.service() ? Severity.HIGH : Severity.MEDIUM;
        return signal(
                severity,
                excess,
                Phrase.count(observation.eventCount1h(), "event")
                        + " in one hour; at this hour of its week this account"
                        + " usually has " + Math.round(usual.median()) + ", give or take " + Math.round(usual.spread())
                        + ", and in no hour of the last 28 days more than " + observation.maximumEventCount1h());
    }

    private static Signal repeated(
            DetectorInput input, FrequencyMemory memory, RequestFrequencyDetector.Settings settings) {
        AuditEvent event = input.event();
        int minute = (int) Math.floorDiv(input.observation().timeMs(), MINUTE_MS);
        RepeatedActs operations = memory.operations();
        RepeatedActs resources = memory.resources();
        int sameOperation = operations.add(Keys.of(event.operation()), minute);
        int sameResource = resources.add(resourceKey(event), minute);
        memory.repeated(operations, resources);
        int most = Math.max(sameOperation, sameResource);
        if (most < settings.repeats()) {
            return null;
        }
        String what = sameResource >= settings.repeats()
                ? "the same thing, " + Phrase.name(resourceName(event), "unnamed")
                : "the same operation, " + Phrase.name(event.operation(), "unnamed");
        return signal(
                Severity.MEDIUM,
                (double) most / settings.repeats(),
                "At least " + most + " times " + what + ", within ten minutes; in no whole hour of the last 28 days did"
                        + " this account do more than "
                        + Phrase.count(input.observation().maximumEventCount1h(), "thing"));
    }

    private static int resourceKey(AuditEvent event) {
        return event.resourceName() == null && event.resourcePath() == null
                ? 0
                : 31 * Keys.of(event.resourcePath()) + Keys.of(event.resourceName());
    }

    private static String resourceName(AuditEvent event) {
        return event.resourceName() != null ? event.resourceName() : event.resourcePath();
    }

    /** Many things read, changed, deleted or shared in ten minutes are {@link BulkDetector}'s. */
    static boolean isBurst(Observation observation) {
        return observation.burst() >= BURST
                && 2 * observation.burst() > observation.eventCount1h()
                && BulkDetector.judges(observation.category());
    }

    private static Signal signal(Severity severity, double excess, String text) {
        return new Signal(
                RequestFrequencyDetector.NAME, AnomalyType.UNUSUAL_VOLUME, severity, 1 - 1 / (2 * excess), text);
    }
}
