package io.auditsphere.model.detect.builtin;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.EventAttributes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The changes by which an intruder keeps the door open, with what the providers call them. */
enum ChangeKind {
    PRIVILEGED_ROLE(
            "a role was given",
            "add member to role",
            "add eligible member to role",
            "add member to role in pim completed (permanent)",
            "add member to role outside of pim (permanent)",
            "new-managementroleassignment",
            "add app role assignment to service principal",
            "admin.assign_role",
            "admin.grant_delegated_admin_privileges",
            "admin.grant_admin_privilege",
            "change_admin_role",
            "member_change_admin_role",
            "changed_enterprise_admin_role",
            "attachuserpolicy",
            "attachrolepolicy",
            "putuserpolicy",
            "attachgrouppolicy",
            "putgrouppolicy",
            "createpolicyversion",
            "setdefaultpolicyversion",
            "putrolepolicy",
            "microsoft.authorization/roleassignments/write",
            "microsoft.authorization/elevateaccess/action"),
    CONSENT(
            "an application was let in",
            "consent to application",
            "add delegated permission grant",
            "token.authorize",
            "enterprise_app_authorization_update",
            "app_link_user"),
    APPLICATION_KEY(
            "an application got a new key or rights over the whole organisation",
            "add service principal credentials",
            "update application – certificates and secrets management",
            "admin.authorize_api_client_access",
            "admin.add_to_trusted_oauth2_apps",
            "application_public_key_added",
            "app_link_team",
            "createaccesskey"),
    FORWARDING(
            "mail is forwarded",
            "set-mailbox",
            "new-transportrule",
            "set-transportrule",
            "user_accounts.email_forwarding_out_of_domain",
            "email_forwarding_out_of_domain"),
    /** By its value alone: each provider's links have operations of their own, which mostly open for colleagues. */
    PUBLIC_LINK("a link opens for anybody"),
    MAIL_RULE("a mail rule hides or diverts mail", "new-inboxrule", "set-inboxrule", "updateinboxrules"),
    DELEGATION(
            "somebody else may use the mailbox",
            "add-mailboxpermission",
            "add-recipientpermission",
            "addfolderpermissions",
            "updatecalendardelegation",
            "delegatemodified"),
    SECOND_FACTOR_OFF(
            "second factors were switched off",
            "disable strong authentication",
            "disable-strongauthentication",
            "user_accounts.2sv_disable",
            "2sv_disable",
            "admin.unenroll_user_from_strong_auth",
            "admin.allow_strong_authentication",
            "disable_multi_factor_auth",
            "tfa_change_status",
            "tfa_change_policy",
            "tfa_add_exception",
            "tfa_reset",
            "deactivatemfadevice",
            "deletevirtualmfadevice"),
    TRUST(
            "another organisation or identity provider is trusted",
            "add-federateddomain",
            "set federation settings on domain",
            "set domain authentication",
            "set-msoldomainfederationsettings",
            "add partner to company",
            "admin.add_trusted_domains",
            "admin.toggle_sso_enabled",
            "admin.change_sso_settings",
            "sso_add_cert",
            "sso_change_cert",
            "sso_change_login_url",
            "sso_change_policy",
            "createsamlprovider",
            "updatesamlprovider",
            "updateassumerolepolicy"),
    AUDIT_OFF(
            "auditing or a protection was loosened",
            "set-adminauditlogconfig",
            "set-mailboxauditbypassassociation",
            "remove-unifiedauditlogretentionpolicy",
            "admin.change_application_setting",
            "external_collab_security_settings",
            "sharing_change_link_policy",
            "stoplogging",
            "puteventselectors",
            "stopconfigurationrecorder",
            "deletetrail",
            "updatetrail");

    private static final Map<String, ChangeKind> BY_OPERATION = byOperation();

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // never handed out
    private final String[] operations;

    ChangeKind(String words, String... operations) {
        this.words = words;
        this.operations = operations;
    }

    /** What happened, as part of a sentence. */
    String words() {
        return words;
    }

    /** The kind of change that an event is: by its operation, and by its values where those decide; null if it is none. */
    static ChangeKind of(AuditEvent event) {
        if (PublicLinks.isOne(event)) {
            return PUBLIC_LINK;
        }
        ChangeKind kind = of(event.operation());
        if (kind != FORWARDING) {
            return kind;
        }
        String mailbox = event.attributes().get(EventAttributes.MAILBOX_CHANGE);
        if (mailbox == null) {
            return kind;
        }
        return switch (mailbox) {
            case EventAttributes.MAILBOX_DELEGATED -> DELEGATION;
            case EventAttributes.MAILBOX_UNAUDITED -> AUDIT_OFF;
            default -> kind;
        };
    }

    /** The kind of this operation, compared without case and without a full stop at the end; null if it is none. */
    static ChangeKind of(String operation) {
        if (operation.length() > 128) {
            return null;
        }
        String folded = operation.strip().toLowerCase(Locale.ROOT);
        return BY_OPERATION.get(folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded);
    }

    private static Map<String, ChangeKind> byOperation() {
        Map<String, ChangeKind> all = new HashMap<>();
        for (ChangeKind kind : values()) {
            for (String operation : kind.operations) {
                all.put(operation, kind);
                // Google's own feed names an event without its application.
                int dot = operation.indexOf('.');
                if (dot > 0 && operation.indexOf('/') < 0) {
                    all.putIfAbsent(operation.substring(dot + 1), kind);
                }
            }
        }
        return all;
    }
}
