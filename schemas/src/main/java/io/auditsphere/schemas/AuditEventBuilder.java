package io.auditsphere.schemas;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the fields of an {@link AuditEvent} one by one. Mutable, for one thread. */
public final class AuditEventBuilder {

    private String eventId;
    private String provider;
    private Instant creationTime;
    private String operation;
    private OperationCategory operationCategory;
    private String userId;
    private UserType userType;
    private String clientIp;
    private String userAgent;
    private String resourcePath;
    private String resourceName;
    private Outcome outcome;
    private FailureKind failureKind;
    private String target;
    private String country;
    private String city;
    private Double latitude;
    private Double longitude;
    private boolean sensitive;
    private Integer eventCount1h;
    private Integer eventCount24h;
    private Map<String, String> attributes;

    AuditEventBuilder() {}

    AuditEventBuilder(AuditEvent event) {
        this.eventId = event.eventId();
        this.provider = event.provider();
        this.creationTime = event.creationTime();
        this.operation = event.operation();
        this.operationCategory = event.operationCategory();
        this.userId = event.userId();
        this.userType = event.userType();
        this.clientIp = event.clientIp();
        this.userAgent = event.userAgent();
        this.resourcePath = event.resourcePath();
        this.resourceName = event.resourceName();
        this.outcome = event.outcome();
        this.failureKind = event.failureKind();
        this.target = event.target();
        this.country = event.country();
        this.city = event.city();
        this.latitude = event.latitude();
        this.longitude = event.longitude();
        this.sensitive = event.sensitive();
        this.eventCount1h = event.eventCount1h();
        this.eventCount24h = event.eventCount24h();
        this.attributes = event.attributes().isEmpty() ? null : new LinkedHashMap<>(event.attributes());
    }

    /** Sets {@link AuditEvent#eventId()}. */
    public AuditEventBuilder eventId(String value) {
        this.eventId = value;
        return this;
    }

    /** Sets {@link AuditEvent#provider()}. */
    public AuditEventBuilder provider(String value) {
        this.provider = value;
        return this;
    }

    /** Sets {@link AuditEvent#creationTime()}. */
    public AuditEventBuilder creationTime(Instant value) {
        this.creationTime = value;
        return this;
    }

    /** Sets {@link AuditEvent#operation()}. */
    public AuditEventBuilder operation(String value) {
        this.operation = value;
        return this;
    }

    /** Sets {@link AuditEvent#operationCategory()}. */
    public AuditEventBuilder operationCategory(OperationCategory value) {
        this.operationCategory = value;
        return this;
    }

    /** Sets {@link AuditEvent#userId()}. */
    public AuditEventBuilder userId(String value) {
        this.userId = value;
        return this;
    }

    /** Sets {@link AuditEvent#userType()}. */
    public AuditEventBuilder userType(UserType value) {
        this.userType = value;
        return this;
    }

    /** Sets {@link AuditEvent#clientIp()}. */
    public AuditEventBuilder clientIp(String value) {
        this.clientIp = value;
        return this;
    }

    /** Sets {@link AuditEvent#userAgent()}. */
    public AuditEventBuilder userAgent(String value) {
        this.userAgent = value;
        return this;
    }

    /** Sets {@link AuditEvent#resourcePath()}. */
    public AuditEventBuilder resourcePath(String value) {
        this.resourcePath = value;
        return this;
    }

    /** Sets {@link AuditEvent#resourceName()}. */
    public AuditEventBuilder resourceName(String value) {
        this.resourceName = value;
        return this;
    }

    /** Sets {@link AuditEvent#outcome()}. */
    public AuditEventBuilder outcome(Outcome value) {
        this.outcome = value;
        return this;
    }

    /** Sets {@link AuditEvent#failureKind()}. */
    public AuditEventBuilder failureKind(FailureKind value) {
        this.failureKind = value;
        return this;
    }

    /** Sets {@link AuditEvent#target()}. */
    public AuditEventBuilder target(String value) {
        this.target = value;
        return this;
    }

    /** Sets {@link AuditEvent#country()}. */
    public AuditEventBuilder country(String value) {
        this.country = value;
        return this;
    }

    /** Sets {@link AuditEvent#city()}. */
    public AuditEventBuilder city(String value) {
        this.city = value;
        return this;
    }

    /** Sets {@link AuditEvent#latitude()}. */
    public AuditEventBuilder latitude(Double value) {
        this.latitude = value;
        return this;
    }

    /** Sets {@link AuditEvent#longitude()}. */
    public AuditEventBuilder longitude(Double value) {
        this.longitude = value;
        return this;
    }

    /** Sets {@link AuditEvent#sensitive()}. */
    public AuditEventBuilder sensitive(boolean value) {
        this.sensitive = value;
        return this;
    }

    /** Sets {@link AuditEvent#eventCount1h()}. */
    public AuditEventBuilder eventCount1h(Integer value) {
        this.eventCount1h = value;
        return this;
    }

    /** Sets {@link AuditEvent#eventCount24h()}. */
    public AuditEventBuilder eventCount24h(Integer value) {
        this.eventCount24h = value;
        return this;
    }

    /** Adds one entry to {@link AuditEvent#attributes()}; a null value is left out. */
    public AuditEventBuilder attribute(String name, String value) {
        if (value != null) {
            if (attributes == null) {
                attributes = new LinkedHashMap<>();
            }
            attributes.put(name, value);
        }
        return this;
    }

    /** The event; throws {@link NullPointerException} naming the field if a required one was not set. */
    public AuditEvent build() {
        return new AuditEvent(
                eventId,
                provider,
                creationTime,
                operation,
                operationCategory,
                userId,
                userType,
                clientIp,
                userAgent,
                resourcePath,
                resourceName,
                outcome,
                failureKind,
                target,
                country,
                city,
                latitude,
                longitude,
                sensitive,
                eventCount1h,
                eventCount24h,
                attributes);
    }
}
