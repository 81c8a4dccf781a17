package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Which of AWS's acts are sensitive by what they carry and not by their name. Each rule answers true or false, or null
 * where the record does not hold the value that decides: then the catalogue does.
 */
final class AwsSensitivity {

    private AwsSensitivity() {}

    /** What the record's values say of it; null where they say nothing. */
    static Boolean decide(EventDraft draft, JsonNode event, JsonNode parameters) {
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
    static boolean loginIsWeak(JsonNode event) {
        String type = Fields.textAt(event, "userIdentity", "type");
        boolean withoutFactor = "No".equals(Fields.textAt(event, "additionalEventData", "MFAUsed"));
        return "Root".equals(type) || ("IAMUser".equals(type) && withoutFactor);
    }

    /** Other accounts, or everybody, may copy the image or snapshot. */
    static Boolean sharedOutside(JsonNode parameters) {
        JsonNode permission = parameters.has("launchPermission")
                ? parameters.path("launchPermission")
                : parameters.path("createVolumePermission");
        if (permission.isMissingNode()) {
            return null;
        }
        for (JsonNode item : permission.path("add").path("items")) {
            if ("all".equals(Fields.text(item, "group")) || item.has("userId")) {
                return true;
            }
        }
        return false;
    }

    /** A rule admits every address. */
    static Boolean opensToTheWorld(JsonNode parameters) {
        if (parameters.isMissingNode()) {
            return null;
        }
        String text = parameters.toString();
        return text.contains("\"0.0.0.0/0\"") || text.contains("\"::/0\"");
    }

    /** Deleted objects are gone from now on. */
    static Boolean versioningSuspended(JsonNode parameters) {
        String status = Fields.textAt(parameters, "VersioningConfiguration", "Status");
        return status == null ? null : status.equals("Suspended");
    }

    /** Threat detection is off from now on. */
    static Boolean detectorOff(JsonNode parameters) {
        JsonNode enable = parameters.path("enable");
        return enable.isMissingNode() ? null : !Fields.isTrue(enable);
    }

    /** One of the four blocks of public access is off from now on. */
    static Boolean blockLifted(JsonNode parameters) {
        JsonNode blocks = parameters.path("PublicAccessBlockConfiguration");
        if (blocks.isMissingNode()) {
            return null;
        }
        return !(Fields.isTrue(blocks.path("BlockPublicAcls"))
                && Fields.isTrue(blocks.path("IgnorePublicAcls"))
                && Fields.isTrue(blocks.path("BlockPublicPolicy"))
                && Fields.isTrue(blocks.path("RestrictPublicBuckets")));
    }
}
