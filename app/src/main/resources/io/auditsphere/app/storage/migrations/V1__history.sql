-- The archive of every event that was read: what forests are trained on and what teaches a new stream.
-- One row an event; a redelivered event finds its row and changes nothing.
create table audit_activities (
    provider           text             not null,
    event_id           text             not null,
    creation_time      timestamptz      not null,
    operation          text             not null,
    operation_category text             not null,
    user_id            text             not null,
    user_type          text             not null,
    client_ip          text,
    user_agent         text,
    resource_path      text,
    resource_name      text,
    outcome            text             not null,
    failure_kind       text,
    target             text,
    country            text,
    city               text,
    latitude           double precision,
    longitude          double precision,
    sensitive          boolean          not null,
    attributes         jsonb            not null,
    ingested_at        timestamptz      not null,
    kafka_partition    integer,
    kafka_offset       bigint,
    record_index       integer,
    primary key (provider, event_id)
);

comment on table audit_activities is
    'Audit events as they were read, normalised; unique by provider and event id.';
comment on column audit_activities.ingested_at is
    'Timestamp of the Kafka record: when the event arrived, not when it happened.';
comment on column audit_activities.record_index is
    'Position of the event inside its Kafka record, which may hold many.';

-- Training replays a provider in the order of arrival: the order in which the stream saw it. The coordinates that
-- break ties are sorted when they are read: in the index they would cost every write a tenth more.
create index audit_activities_arrival on audit_activities (provider, ingested_at);

-- The newest event of a provider, and the window behind it.
create index audit_activities_event_time on audit_activities (provider, creation_time);
