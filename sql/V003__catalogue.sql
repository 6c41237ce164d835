-- The version of the newest row of the catalogue. Writers lock this row until they commit, so that versions are in
-- commit order and a reader that has seen one has missed none below it.
create table content_head (
    singleton boolean primary key default true check (singleton),
    version bigint not null
);
insert into content_head (version) values (0);

create table content (
    content_id text collate "C" primary key,
    version bigint not null,
    document json not null,
    modified_at timestamptz not null default now()
);
create unique index content_version on content (version);

-- Every other id that leads to a title. No foreign key: its check of each row would cost half of an import, and rows
-- are written by one statement that knows both sides.
create table content_ids (
    outside_id text collate "C" primary key,
    content_id text collate "C" not null
);
create index content_ids_content on content_ids (content_id);
