-- An id of a title that another one took in remembers whose it was, so that a split can give it back.
alter table content_ids add column absorbed_id text collate "C";
create index content_ids_absorbed on content_ids (absorbed_id) where absorbed_id is not null;

-- Pairs of titles that may be one, each once: what was decided is not asked again.
create table title_reviews (
    review_id bigint generated always as identity primary key,
    first_id text collate "C" not null,
    second_id text collate "C" not null,
    score numeric not null,
    reasons text[] not null,
    created_at timestamptz not null default now(),
    decision text,
    decided_at timestamptz,
    unique (first_id, second_id)
);
create index title_reviews_open on title_reviews (review_id) where decision is null;

-- Up to which version of the catalogue titles have been held against each other.
create table title_resolution (
    singleton boolean primary key default true check (singleton),
    version bigint not null
);
insert into title_resolution (version) values (0);
