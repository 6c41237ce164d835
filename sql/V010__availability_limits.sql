-- Sources that allow what they say to be kept for some time only: their facts are looked through by and by, and deleted when
-- that time is over. Whoever deletes says so in the transaction; everything else is refused as before.
create index availability_facts_limited on availability_facts (fact_id) where source in ('gracenote', 'spotify', 'tmdb', 'youtube');

create or replace function availability_facts_are_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('media_gateway.forgets_facts', true) = 'on' then
        return null;
    end if;
    raise exception 'The availability ledger is only added to.' using errcode = 'restrict_violation';
end
$$;
