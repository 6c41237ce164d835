-- The state that grains keep of themselves, one row each. The version is the row's ETag; it comes from a sequence, so
-- that a row that was cleared and made anew is never taken for the one that was read before.
create sequence grain_state_version;

create table grain_state (
    service_id text collate "C" not null,
    state_name text collate "C" not null,
    grain_id text collate "C" not null,
    version bigint not null default nextval('grain_state_version'),
    state json not null,
    modified_at timestamptz not null default now(),
    primary key (service_id, state_name, grain_id)
) with (fillfactor = 80);
