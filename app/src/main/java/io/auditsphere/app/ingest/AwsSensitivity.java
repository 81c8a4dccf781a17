package io.auditsphere.app.ingest;

/**
 * Which of AWS's acts are sensitive by what they carry and not by their name. Each rule answers true or false, or null
 * where the record does not hold the value that decides: then the catalogue does.
 */
final class AwsSensitivity {

    private AwsSensitivity() {}

    /** What the record's values say of it; null where they say nothing. */
    static Boolean decide(EventDraft draft, JsonValue event, JsonValue parameters) {
        if (draft.operation == null) {
            return null;
        }
        return switch (draft.operation) {
            case "ConsoleLogin" -> loginIsWeak(event);
            case "ModifyImageAttribute", "ModifySnapshotAttribute" -> sharedOutside(parameters);
            case "AuthorizeSecurityGroupIngress" -> opensToTheWorld(parameters);
            case "PutBucketVersioning" -> versioningSuspended(parameters);
            case "UpdateDetector" -> detectorOff(parameters);
            case "PutBucketPublicAccessBlock", "PutAccountPublicAccessBlock" -> blockLifted(parameters);
            default -> null;
        };
    }

    /** The account's root signed in, or somebody without a second factor whose identity AWS itself checked. */
    static boolean loginIsWeak(JsonValue event) {
        String type = Fields.textAt(event, "userIdentity", "type");
        boolean withoutFactor = "No".equals(Fields.textAt(event, "additionalEventData", "MFAUsed"));
        return "Root".equals(type) || ("IAMUser".equals(type) && withoutFactor);
    }

    /** Other accounts, or everybody, may copy the image or snapshot. */
    static Boolean sharedOutside(JsonValue parameters) {
        JsonValue permission = parameters.has("launchPermission")
                ? parameters.path("launchPermission")
                : parameters.path("createVolumePermission");
        if (permission.isMissing()) {
            return null;
        }
        for (JsonValue item : permission.path("add").path("items")) {
            if ("all".equals(item.text("group")) || item.has("userId")) {
                return true;
            }
        }
        return false;
    }

    /** A rule admits every address. */
    static Boolean opensToTheWorld(JsonValue parameters) {
        if (parameters.isMissing()) {
            return null;
        }
        return parameters.holdsText("0.0.0.0/0") || parameters.holdsText("::/0");
    }

    /** Deleted objects are gone from now on. */
    static Boolean versioningSuspended(JsonValue parameters) {
        String status = Fields.textAt(parameters, "VersioningConfiguration", "Status");
        return status == null ? null : status.equals("Suspended");
    }

    /** Threat detection is off from now on. */
    static Boolean detectorOff(JsonValue parameters) {
        JsonValue enable = parameters.path("enable");
        return enable.isMissing() ? null : !Fields.isTrue(enable);
    }

    /** One of the four blocks of public access is off from now on. */
    static Boolean blockLifted(JsonValue parameters) {
        JsonValue blocks = parameters.path("PublicAccessBlockConfiguration");
        if (blocks.isMissing()) {
            return null;
        }
        return !(Fields.isTrue(blocks.path("BlockPublicAcls"))
                && Fields.isTrue(blocks.path("IgnorePublicAcls"))
                && Fields.isTrue(blocks.path("BlockPublicPolicy"))
                && Fields.isTrue(blocks.path("RestrictPublicBuckets")));
    }
}
