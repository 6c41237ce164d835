-- What sources said of offers: that one is there, on these terms, or that it is gone. The number grows in commit order,
-- because whoever writes holds the row of content_head. content_id is the id that the title had then: content_ids leads
-- from it to the title that has taken it in.
create table availability_facts (
    content_id text collate "C" not null,
    fact_id bigint generated always as identity,
    platform text collate "C" not null,
    region text collate "C" not null,
    offer text collate "C" not null,
    season integer,
    quality text collate "C",
    source text collate "C" not null,
    variant integer not null,
    price numeric,
    currency text,
    available_from timestamptz,
    leaves_at timestamptz,
    deep_link text,
    as_of timestamptz,
    seen_at timestamptz not null,
    confidence real not null,
    is_there boolean not null,
    primary key (content_id, fact_id)
);
create index availability_facts_leaving on availability_facts (region, leaves_at) where is_there and leaves_at is not null;

create function availability_facts_are_kept() returns trigger language plpgsql as $$
begin
    raise exception 'The availability ledger is only added to.' using errcode = 'restrict_violation';
end
$$;
create trigger availability_facts_are_kept before update or delete or truncate on availability_facts
    for each statement execute function availability_facts_are_kept();

-- What is known so far was seen when the title was last written.
insert into availability_facts (
    content_id, platform, region, offer, season, quality, source, variant,
    price, currency, available_from, leaves_at, deep_link, as_of, seen_at, confidence, is_there)
select content_id, platform, region, offer, season, quality, source,
    row_number() over (
        partition by content_id, source, platform, region, offer, season, quality
        order by price nulls first, currency collate "C" nulls first, deep_link collate "C" nulls first, available_from nulls first, leaves_at nulls first) - 1,
    price, currency, available_from, leaves_at, deep_link, as_of, modified_at,
    case source when platform then 1 when 'justwatch' then 0.95 when 'streaming_availability' then 0.9 when 'watchmode' then 0.85
        when 'tmdb' then 0.8 when 'gracenote' then 0.75 when 'starter' then 0.3 else 0.5 end,
    true
from (
    select c.content_id, c.modified_at, o.platform, o.region, o.offer, o.season, o.quality, o.source,
        o.price, o.currency, o.available_from, o.leaves_at, o.deep_link, max(o.as_of) as as_of
    from content c, json_to_recordset(c.document -> 'availability') as o (
        platform text, region text, offer text, season integer, quality text, source text,
        price numeric, currency text, available_from timestamptz, leaves_at timestamptz, deep_link text, as_of timestamptz)
    group by c.content_id, c.modified_at, o.platform, o.region, o.offer, o.season, o.quality, o.source,
        o.price, o.currency, o.available_from, o.leaves_at, o.deep_link
) said;
