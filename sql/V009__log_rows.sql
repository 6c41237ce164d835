-- A user's number stands for its id in the log, which has a row for every effect. Such a row now also holds what is
-- remembered of its operation, so that an operation is written once; user_op_index keeps the operations that have no
-- row: those that changed nothing, and those whose row was compacted away.
alter table user_heads add column user_no bigint not null generated always as identity;

alter table user_ops rename to user_ops_by_id;
alter index user_ops_pkey rename to user_ops_by_id_pkey;
alter table user_op_index rename to user_op_index_by_id;
alter index user_op_index_pkey rename to user_op_index_by_id_pkey;
drop index user_op_index_age;

create table user_ops (
    user_no bigint not null,
    seq bigint not null,
    op_id text collate "C" not null,
    device_id text collate "C",
    committed_at timestamptz not null,
    effect json not null,
    -- Null for an effect that the server added to those of an operation. cancelled_adds as in user_op_index.
    fingerprint bytea,
    cancelled_adds json
);
insert into user_ops (user_no, seq, op_id, device_id, committed_at, effect, fingerprint, cancelled_adds)
select h.user_no, o.seq, o.op_id, o.device_id, o.committed_at, o.effect, i.fingerprint, i.cancelled_adds
from user_ops_by_id o
join user_heads h using (user_id)
left join user_op_index_by_id i on i.user_id = o.user_id and i.op_id = o.op_id and i.seq = o.seq
order by h.user_no, o.seq;
alter table user_ops add primary key (user_no, seq);
create unique index user_ops_operation on user_ops (user_no, op_id) where fingerprint is not null;

create table user_op_index (
    user_no bigint not null,
    op_id text collate "C" not null,
    fingerprint bytea not null,
    seq bigint not null,
    remembered_at timestamptz not null,
    refusal text,
    cancelled_adds json
);
insert into user_op_index (user_no, op_id, fingerprint, seq, remembered_at, refusal, cancelled_adds)
select h.user_no, i.op_id, i.fingerprint, i.seq, i.remembered_at, i.refusal, i.cancelled_adds
from user_op_index_by_id i
join user_heads h using (user_id)
where not exists (select from user_ops o where o.user_no = h.user_no and o.seq = i.seq and o.op_id = i.op_id)
order by h.user_no, i.op_id;
alter table user_op_index add primary key (user_no, op_id);
-- Rows come from the log long after their times, so old ones may be anywhere.
create index user_op_index_age on user_op_index (remembered_at);

drop table user_ops_by_id;
drop table user_op_index_by_id;
