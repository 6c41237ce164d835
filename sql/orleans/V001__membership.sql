-- What the ADO.NET providers of Orleans read: the statements by their keys. The table and its columns bear the names that
-- the providers ask for; the tables behind the statements are ours, and no statement needs a function.
create table orleansquery (
    querykey text primary key,
    querytext text not null
);

-- One row for each deployment. Its version moves with every change of its silos, and each change names the version it saw.
create table orleans_cluster (
    deployment_id text collate "C" primary key,
    version integer not null default 0,
    changed_at timestamptz not null default now()
);

-- The silos that are or were. A restart is a new generation; status is Orleans's number, 3 is active.
create table orleans_silo (
    deployment_id text collate "C" not null references orleans_cluster on delete cascade,
    address text collate "C" not null,
    port integer not null,
    generation integer not null,
    silo_name text not null,
    host_name text not null,
    status integer not null,
    proxy_port integer not null,
    suspect_times text,
    start_time timestamptz not null,
    i_am_alive_time timestamptz not null,
    primary key (deployment_id, address, port, generation)
);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', $$
    with made as (
        insert into orleans_cluster (deployment_id) values (@DeploymentId) on conflict do nothing returning 1
    )
    select exists (select from made)
$$),
-- The version is the lock: of two silos that change the table at once, the second finds another version and does nothing.
('InsertMembershipKey', $$
    with moved as (
        update orleans_cluster set version = version + 1, changed_at = now()
        where deployment_id = @DeploymentId and version = @Version and not exists (
            select from orleans_silo
            where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning deployment_id
    ), added as (
        insert into orleans_silo (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
        select deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
        from moved
        returning 1
    )
    select exists (select from added)
$$),
('UpdateMembershipKey', $$
    with moved as (
        update orleans_cluster set version = version + 1, changed_at = now()
        where deployment_id = @DeploymentId and version = @Version and exists (
            select from orleans_silo
            where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
        returning deployment_id
    ), changed as (
        update orleans_silo silo set status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime
        from moved
        where silo.deployment_id = moved.deployment_id and address = @Address and port = @Port and generation = @Generation
        returning 1
    )
    select exists (select from changed)
$$),
('UpdateIAmAlivetimeKey', $$
    update orleans_silo set i_am_alive_time = @IAmAliveTime
    where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$$),
-- The version is answered even where there is no silo; its columns are null then.
('MembershipReadAllKey', $$
    select silo.address as "Address", silo.port as "Port", silo.generation as "Generation", silo.silo_name as "SiloName",
        silo.host_name as "HostName", silo.status as "Status", silo.proxy_port as "ProxyPort", silo.suspect_times as "SuspectTimes",
        silo.start_time as "StartTime", silo.i_am_alive_time as "IAmAliveTime", cluster.version as "Version"
    from orleans_cluster cluster left join orleans_silo silo on silo.deployment_id = cluster.deployment_id
    where cluster.deployment_id = @DeploymentId
$$),
('MembershipReadRowKey', $$
    select silo.address as "Address", silo.port as "Port", silo.generation as "Generation", silo.silo_name as "SiloName",
        silo.host_name as "HostName", silo.status as "Status", silo.proxy_port as "ProxyPort", silo.suspect_times as "SuspectTimes",
        silo.start_time as "StartTime", silo.i_am_alive_time as "IAmAliveTime", cluster.version as "Version"
    from orleans_cluster cluster left join orleans_silo silo
        on silo.deployment_id = cluster.deployment_id and silo.address = @Address and silo.port = @Port and silo.generation = @Generation
    where cluster.deployment_id = @DeploymentId
$$),
('GatewaysQueryKey', $$
    select address as "Address", proxy_port as "ProxyPort", generation as "Generation"
    from orleans_silo
    where deployment_id = @DeploymentId and status = @Status and proxy_port > 0
$$),
('DeleteMembershipTableEntriesKey', $$
    delete from orleans_cluster where deployment_id = @DeploymentId
$$),
('CleanupDefunctSiloEntriesKey', $$
    delete from orleans_silo where deployment_id = @DeploymentId and i_am_alive_time < @IAmAliveTime and status <> 3
$$);
