-- Every forest that passed its gates, with its bytes as they are published.
create table model_snapshots (
    version      uuid             primary key,
    provider     text             not null,
    trained_at   timestamptz      not null,
    history_from timestamptz      not null,
    history_to   timestamptz      not null,
    sample_count bigint           not null,
    seed         bigint           not null,
    contamination double precision not null,
    active       boolean          not null default false,
    activated_at timestamptz,
    metrics      jsonb            not null default '{}',
    snapshot     bytea            not null,
    stored_at    timestamptz      not null default now()
);

comment on column model_snapshots.active is
    'Whether this is the version that the models topic holds as the provider''s active one.';

-- At most one active version a provider, whoever writes.
create unique index model_snapshots_active on model_snapshots (provider) where active;
create index model_snapshots_trained on model_snapshots (provider, trained_at desc);

-- What each training came to, the refused ones included.
create table training_runs (
    id          bigint      generated always as identity primary key,
    provider    text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    outcome     text        not null,
    message     text        not null,
    events      bigint      not null,
    version     uuid
);

create index training_runs_provider on training_runs (provider, started_at desc);
