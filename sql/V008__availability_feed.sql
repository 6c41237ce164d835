-- Whoever follows what changes reads the ledger on from the fact that it came to.
create unique index availability_facts_number on availability_facts (fact_id);
