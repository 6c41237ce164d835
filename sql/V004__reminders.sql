-- Reminders: ticks of grains that survive a restart. grain_hash is the grain's place on the ring of silos.
create sequence reminders_version;

create table reminders (
    service_id text collate "C" not null,
    grain_id text collate "C" not null,
    reminder_name text collate "C" not null,
    grain_hash bigint not null,
    start_at timestamptz not null,
    period interval not null,
    version bigint not null default nextval('reminders_version'),
    primary key (service_id, grain_id, reminder_name)
);
create index reminders_ring on reminders (service_id, grain_hash);
