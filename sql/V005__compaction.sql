-- Up to where a user's log was compacted: after it, only positions that later ones made pointless are missing.
alter table user_snapshots add column compacted_through bigint not null default 0;
update user_snapshots set compacted_through = coalesce((document ->> 'compacted_through')::bigint, 0);
