-- Grain state for whoever chooses the stock ADO.NET provider. A row without a payload is a state that was cleared; its
-- version goes on. The hashes that the provider sends are not needed: the key itself is indexed.
create sequence orleans_state_version as integer cycle;

create table orleans_state (
    service_id text collate "C" not null,
    state_name text collate "C" not null,
    key_n0 bigint not null,
    key_n1 bigint not null,
    key_text text collate "C" not null,
    payload bytea,
    version integer not null default nextval('orleans_state_version'),
    modified_at timestamptz not null default now(),
    primary key (service_id, state_name, key_text, key_n0, key_n1)
);

insert into orleansquery (querykey, querytext) values
('ReadFromStorageKey', $$
    select payload as "PayloadBinary", version as "Version"
    from orleans_state
    where service_id = @ServiceId and state_name = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString, '')
        and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1
$$),
-- No row is answered when another activation wrote meanwhile, which the provider takes for a conflict.
('WriteToStorageKey', $$
    with changed as (
        update orleans_state set payload = @PayloadBinary, version = nextval('orleans_state_version'), modified_at = now()
        where service_id = @ServiceId and state_name = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString, '')
            and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1 and version = @GrainStateVersion
        returning version
    ), added as (
        insert into orleans_state (service_id, state_name, key_n0, key_n1, key_text, payload)
        select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), @PayloadBinary
        where @GrainStateVersion is null
        on conflict do nothing
        returning version
    )
    select version as "NewGrainStateVersion" from changed union all select version from added
$$),
('ClearStorageKey', $$
    with changed as (
        update orleans_state set payload = null, version = nextval('orleans_state_version'), modified_at = now()
        where service_id = @ServiceId and state_name = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString, '')
            and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1 and version = @GrainStateVersion
        returning version
    ), added as (
        insert into orleans_state (service_id, state_name, key_n0, key_n1, key_text)
        select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, '')
        where @GrainStateVersion is null
        on conflict do nothing
        returning version
    )
    select version as "NewGrainStateVersion" from changed union all select version from added
$$),
-- The provider takes an answer that is the version it sent for a conflict; the row's successor would have had another one.
('DeleteStorageKey', $$
    delete from orleans_state
    where service_id = @ServiceId and state_name = @GrainTypeString and key_text = coalesce(@GrainIdExtensionString, '')
        and key_n0 = @GrainIdN0 and key_n1 = @GrainIdN1 and version = @GrainStateVersion
    returning nextval('orleans_state_version')::integer as "NewGrainStateVersion"
$$);
