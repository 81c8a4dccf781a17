package io.auditsphere.app.ingest;

import io.auditsphere.schemas.FailureKind;

/**
 * Why an Entra sign-in failed, from its error code or the name that Office 365 writes for it. Source: Microsoft's list
 * "Microsoft Entra authentication and authorization error codes". Most failed sign-ins are steps on the way to a
 * successful one; only a wrong first factor counts as a failed attempt.
 */
final class EntraErrors {

    private EntraErrors() {}

    /** The kind of failure that a code or a name says; OTHER if it is unknown or null. */
    static FailureKind kindOf(String codeOrName) {
        if (codeOrName == null) {
            return FailureKind.OTHER;
        }
        return switch (codeOrName.strip()) {
            // Wrong password, unknown account, empty password, and the lock that many wrong ones bring.
            case "50126", "InvalidUserNameOrPassword" -> FailureKind.CREDENTIAL;
            case "50034", "UserAccountNotFound", "50056", "InvalidPasswordNullPassword" -> FailureKind.CREDENTIAL;
            case "50064", "CredentialAuthenticationError", "80012", "80014" -> FailureKind.CREDENTIAL;
            case "50053", "IdsLocked", "51004", "UserAccountNotInDirectory" -> FailureKind.CREDENTIAL;
            // The second factor was refused, missing, or not answered in time.
            case "500121", "AuthenticationFailedDuringStrongAuthenticationRequest" -> FailureKind.MFA;
            case "50074", "UserStrongAuthClientAuthNRequired", "UserStrongAuthClientAuthNRequiredInterrupt" ->
                FailureKind.MFA;
            case "50076", "UserStrongAuthRequired", "50078", "UserStrongAuthExpired", "50158" -> FailureKind.MFA;
            // A step of the sign-in itself: enrolment, consent, choice of account, an expired session or password.
            case "50072", "UserStrongAuthEnrollmentRequiredInterrupt", "50079" -> FailureKind.INTERRUPT;
            case "UserStrongAuthEnrollmentRequired", "50055", "InvalidPasswordExpiredPassword" -> FailureKind.INTERRUPT;
            case "50058", "UserInformationNotProvided", "50097", "DeviceAuthenticationRequired" ->
                FailureKind.INTERRUPT;
            case "50125", "PasswordResetRegistrationRequiredInterrupt", "50127", "50129" -> FailureKind.INTERRUPT;
            case "50140", "KmsiInterrupt", "50143", "50144", "50173", "50199" -> FailureKind.INTERRUPT;
            case "16000", "InteractionRequired", "16001", "16003", "65001", "65004" -> FailureKind.INTERRUPT;
            case "70008", "70043", "70044", "700082", "81010", "81012" -> FailureKind.INTERRUPT;
            // Somebody decided that this sign-in may not be.
            case "50057", "UserDisabled", "50105", "EntitlementGrantsNotFound" -> FailureKind.POLICY;
            case "50131", "53000", "DeviceNotCompliant", "53001", "DeviceNotDomainJoined" -> FailureKind.POLICY;
            case "53002", "ApplicationUsedIsNotAnApprovedApp", "53003", "BlockedByConditionalAccess" ->
                FailureKind.POLICY;
            case "53004", "ProofUpBlockedDueToRisk", "530032", "530034", "53011" -> FailureKind.POLICY;
            default -> FailureKind.OTHER;
        };
    }
}
