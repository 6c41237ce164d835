-- Reminders for whoever chooses the stock ADO.NET provider. The version comes from a sequence, so that a reminder that was
-- removed and registered anew is never taken for the old one.
create sequence orleans_reminder_version as integer cycle;

create table orleans_reminder (
    service_id text collate "C" not null,
    grain_id text collate "C" not null,
    reminder_name text collate "C" not null,
    grain_hash integer not null,
    start_time timestamptz not null,
    period_ms bigint not null,
    version integer not null default nextval('orleans_reminder_version'),
    primary key (service_id, grain_id, reminder_name)
);
create index orleans_reminder_ring on orleans_reminder (service_id, grain_hash);

insert into orleansquery (querykey, querytext) values
('UpsertReminderRowKey', $$
    insert into orleans_reminder (service_id, grain_id, reminder_name, grain_hash, start_time, period_ms)
    values (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
    on conflict (service_id, grain_id, reminder_name) do update
    set grain_hash = excluded.grain_hash, start_time = excluded.start_time, period_ms = excluded.period_ms,
        version = nextval('orleans_reminder_version')
    returning version as "Version"
$$),
('ReadReminderRowKey', $$
    select grain_id as "GrainId", reminder_name as "ReminderName", start_time as "StartTime", period_ms as "Period", version as "Version"
    from orleans_reminder
    where service_id = @ServiceId and grain_id = @GrainId and reminder_name = @ReminderName
$$),
('ReadReminderRowsKey', $$
    select grain_id as "GrainId", reminder_name as "ReminderName", start_time as "StartTime", period_ms as "Period", version as "Version"
    from orleans_reminder
    where service_id = @ServiceId and grain_id = @GrainId
$$),
('ReadRangeRows1Key', $$
    select grain_id as "GrainId", reminder_name as "ReminderName", start_time as "StartTime", period_ms as "Period", version as "Version"
    from orleans_reminder
    where service_id = @ServiceId and grain_hash > @BeginHash and grain_hash <= @EndHash
$$),
-- The stretch of the ring that goes over its end.
('ReadRangeRows2Key', $$
    select grain_id as "GrainId", reminder_name as "ReminderName", start_time as "StartTime", period_ms as "Period", version as "Version"
    from orleans_reminder
    where service_id = @ServiceId and (grain_hash > @BeginHash or grain_hash <= @EndHash)
$$),
('DeleteReminderRowKey', $$
    with gone as (
        delete from orleans_reminder
        where service_id = @ServiceId and grain_id = @GrainId and reminder_name = @ReminderName and version = @Version
        returning 1
    )
    select exists (select from gone)
$$),
('DeleteReminderRowsKey', $$
    delete from orleans_reminder where service_id = @ServiceId
$$);
