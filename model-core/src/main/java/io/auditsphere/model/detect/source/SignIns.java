package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.OriginNetwork;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.NetworkAddress;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Which events are attempts that their source's task must hear of: failures of kind {@code credential}, and a success
 * of a user whose password was wrong within the day. A success without a failure before it stays where it is: nearly all
 * sign-ins do.
 */
public final class SignIns {

    /** The name under which a user's last failure is kept among the detectors' bytes. */
    static final String NAME = "sign_ins";

    private static final int VERSION = 1;
    private static final long AFTERMATH_MS = Duration.ofDays(1).toMillis();

    private SignIns() {}

    /**
     * The attempt that this event is; null for nearly all events.
     *
     * @param organisation what is usual in the organisation, its own networks among it
     * @param findings the user's, in which the time of his last failure is kept
     */
    public static SignInAttempt attemptOrNull(
            AuditEvent event, Observation observation, OrganisationTables organisation, UserFindings findings) {
        boolean failure = event.failureKind() == FailureKind.CREDENTIAL && event.outcome() == Outcome.FAILURE;
        boolean success = event.operationCategory() == OperationCategory.AUTHENTICATION
                && event.outcome() == Outcome.SUCCESS
                && followsFailure(findings, event.creationTimeMs());
        if ((!failure && !success) || observation.beyondHorizon()) {
            return null;
        }
        String source = NetworkAddress.sourceOrNull(event.clientIp());
        if (source == null) {
            return null;
        }
        if (failure) {
            remember(findings, event.creationTimeMs());
        }
        OriginNetwork origin = OriginNetwork.of(event, observation, organisation);
        boolean strange = observation.newNetwork() && !observation.learning() && origin != OriginNetwork.OWN;
        return new SignInAttempt(
                source, event.userKey(), event.eventId(), event.creationTimeMs(), success, strange, origin);
    }

    private static boolean followsFailure(UserFindings findings, long timeMs) {
        long failedMs = lastFailureMs(findings);
        return failedMs != Long.MIN_VALUE && timeMs >= failedMs && timeMs - failedMs <= AFTERMATH_MS;
    }

    private static long lastFailureMs(UserFindings findings) {
        byte[] bytes = findings.detectorBytes(NAME);
        if (bytes == null || bytes[0] != VERSION) {
            return Long.MIN_VALUE;
        }
        try {
            CompactReader in = new CompactReader(ByteBuffer.wrap(bytes));
            in.oneByte();
            return in.unsigned();
        } catch (BufferUnderflowException e) {
            return Long.MIN_VALUE;
        }
    }

    private static void remember(UserFindings findings, long timeMs) {
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.unsigned(Math.max(timeMs, Math.max(0, lastFailureMs(findings))));
        findings.keepDetectorBytes(NAME, out.toByteArray());
    }
}
