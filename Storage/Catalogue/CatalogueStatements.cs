using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using Npgsql;
using NpgsqlTypes;

namespace MediaGateway.Storage.Catalogue;

/// <summary>The statements of the catalogue, each for many rows at once.</summary>
internal static class CatalogueStatements
{
    // A canonical id comes before an outside id of the same text.
    private const string FindText = """
        with asked as materialized (select * from unnest($1) as a (id))
        select a.id, c.content_id, c.version, c.document
        from asked a join content c on c.content_id = a.id
        union all
        select a.id, c.content_id, c.version, c.document
        from asked a join content_ids o on o.outside_id = a.id join content c on c.content_id = o.content_id
        where not exists (select from content x where x.content_id = a.id)
        """;

    private const string ReadText = "select content_id, version, document from content where version > $1 order by version limit $2";

    // The row stays locked until the commit: who comes next sees these rows or waits for them.
    private const string ReserveText = "update content_head set version = version + $1 returning version - $1";

    private const string StaleText = """
        select exists (
            select from unnest($1, $2) as i (content_id, expected) left join content c using (content_id)
            where coalesce(c.version, 0) <> i.expected)
        """;

    private const string UpsertText = """
        insert into content (content_id, version, document)
        select content_id, $1 + number, document from unnest($2, $3) with ordinality as i (content_id, document, number)
        on conflict (content_id) do update set version = excluded.version, document = excluded.document, modified_at = now()
        """;

    private const string LeadText = """
        insert into content_ids (outside_id, content_id) select * from unnest($1, $2)
        on conflict (outside_id) do update set content_id = excluded.content_id, absorbed_id = null
        where content_ids.content_id <> excluded.content_id
        """;

    // Each id remembers to which title it led before the first that took that in.
    private const string AbsorbText = """
        update content_ids o set content_id = i.into_id, absorbed_id = coalesce(o.absorbed_id, o.content_id)
        from unnest($1, $2) as i (absorbed_id, into_id) where o.content_id = i.absorbed_id
        """;

    private const string TakeBackText = """
        update content_ids o set content_id = i.into_id, absorbed_id = nullif(o.absorbed_id, i.into_id)
        from unnest($1, $2) as i (taken_id, into_id) where o.absorbed_id = i.taken_id
        """;

    private const string UnleadText = "delete from content_ids where outside_id = any ($1)";

    private const string DeleteText = "delete from content where content_id = any ($1)";

    public static NpgsqlCommand Find(NpgsqlConnection connection, string[] ids) => new(FindText, connection) { Parameters = { Texts(ids) } };

    public static NpgsqlCommand ReadAfter(NpgsqlConnection connection, long version, int limit) => new(ReadText, connection) { Parameters = { Number(version), Number(limit) } };

    public static NpgsqlCommand Reserve(NpgsqlConnection connection, int rows) => new(ReserveText, connection) { Parameters = { Number(rows) } };

    /// <summary>Whether any of the versions that were expected is no longer true, those of absorbed rows included.</summary>
    public static NpgsqlCommand AnyStale(NpgsqlConnection connection, IReadOnlyList<CatalogueWrite> writes)
    {
        var absorbed = writes.SelectMany(write => write.Absorbs).ToList();
        return new(StaleText, connection)
        {
            Parameters =
            {
                Texts([.. writes.Select(write => write.ContentId), .. absorbed.Select(row => row.ContentId)]),
                new NpgsqlParameter<long[]> { TypedValue = [.. writes.Select(write => write.ExpectedVersion), .. absorbed.Select(row => row.ExpectedVersion)] },
            },
        };
    }

    /// <summary>Everything that a write changes, in the order that keeps each id leading somewhere.</summary>
    public static NpgsqlBatch Apply(NpgsqlConnection connection, IReadOnlyList<CatalogueWrite> writes, long versionBefore)
    {
        var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(UpsertText)
        {
            Parameters =
            {
                Number(versionBefore),
                Texts([.. writes.Select(write => write.ContentId)]),
                new NpgsqlParameter<byte[][]> { TypedValue = [.. writes.Select(write => write.Document.ToArray())], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json },
            },
        });
        var absorbed = writes.SelectMany(write => write.Absorbs.Select(row => (row.ContentId, Into: write.ContentId))).ToList();
        if (absorbed.Count > 0)
        {
            string[] ids = [.. absorbed.Select(row => row.ContentId)];
            batch.BatchCommands.Add(new(AbsorbText) { Parameters = { Texts(ids), Texts([.. absorbed.Select(row => row.Into)]) } });
            batch.BatchCommands.Add(new(DeleteText) { Parameters = { Texts(ids) } });
        }
        var takenBack = writes.SelectMany(write => write.TakesBack.Select(id => (Id: id, Into: write.ContentId))).ToList();
        if (takenBack.Count > 0)
        {
            batch.BatchCommands.Add(new(TakeBackText) { Parameters = { Texts([.. takenBack.Select(row => row.Id)]), Texts([.. takenBack.Select(row => row.Into)]) } });
            batch.BatchCommands.Add(new(UnleadText) { Parameters = { Texts([.. takenBack.Select(row => row.Into).Distinct()]) } });
        }
        var leads = Leads(writes);
        if (leads.Count > 0) batch.BatchCommands.Add(new(LeadText) { Parameters = { Texts([.. leads.Keys]), Texts([.. leads.Values]) } });
        AvailabilityFact[] facts = [.. writes.SelectMany(write => write.Facts)];
        if (facts.Length > 0) batch.BatchCommands.Add(AvailabilityStatements.Append(facts));
        return batch;
    }

    /// <summary>Which title each outside id leads to; where several of these writes name one, the last does.</summary>
    private static Dictionary<string, string> Leads(IReadOnlyList<CatalogueWrite> writes)
    {
        var leads = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var write in writes)
        {
            foreach (var absorbed in write.Absorbs) leads[absorbed.ContentId] = write.ContentId;
            foreach (var outside in write.OutsideIds) leads[outside] = write.ContentId;
        }
        return leads;
    }

    private static NpgsqlParameter<string[]> Texts(string[] values) => new() { TypedValue = values };

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };
}
