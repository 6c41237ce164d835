-- An id of a title that another one took in remembers whose it was, so that a split can give it back.
alter table content_ids add column absorbed_id text collate "C";
create index content_ids_absorbed on content_ids (absorbed_id) where absorbed_id is not null;
