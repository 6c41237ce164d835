-- The head of each user's log. An append moves it from the number that its caller knows, so that each number is given
-- once, also when the entries themselves were compacted away. hlc is the greatest clock issued or seen, as text that
-- sorts in clock order.
create table user_heads (
    user_id text collate "C" primary key,
    seq bigint not null,
    hlc text collate "C" not null
) with (fillfactor = 70);

-- The effects, in each user's order.
create table user_ops (
    user_id text collate "C" not null,
    seq bigint not null,
    op_id text collate "C" not null,
    device_id text collate "C",
    committed_at timestamptz not null,
    effect json not null,
    primary key (user_id, seq)
);

-- What is remembered of each operation for 90 days, so that a repeat of it is recognised after compaction, too.
-- seq is 0 when the operation changed nothing; refusal is the code it was refused with; cancelled_adds is a list of
-- operation ids, null when there are none.
create table user_op_index (
    user_id text collate "C" not null,
    op_id text collate "C" not null,
    fingerprint bytea not null,
    seq bigint not null,
    remembered_at timestamptz not null,
    refusal text,
    cancelled_adds json,
    primary key (user_id, op_id)
);
-- Rows come in the order of their times, which is all that a block range index needs to find the old ones.
create index user_op_index_age on user_op_index using brin (remembered_at) with (pages_per_range = 32, autosummarize = on);

create table user_snapshots (
    user_id text collate "C" primary key,
    seq bigint not null,
    document json not null,
    taken_at timestamptz not null
);

-- The identity of the log, and of the database it was given in: where the two differ, the rows came from a backup.
create table log_epoch (
    singleton boolean primary key default true check (singleton),
    epoch text not null,
    database_identity text not null
);
