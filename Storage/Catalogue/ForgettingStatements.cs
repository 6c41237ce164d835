using MediaGateway.Domain.Sources;
using Npgsql;

namespace MediaGateway.Storage.Catalogue;

/// <summary>The statements that delete facts from the availability ledger which their sources allow to be kept no longer.</summary>
internal static class ForgettingStatements
{
    /// <summary>The sources that set a limit.</summary>
    public static IReadOnlyList<SourceTerms> Limited { get; } = [.. SourceDirectory.All.Where(source => source.KeepFor is not null).OrderBy(source => source.Id, StringComparer.Ordinal)];

    // The ledger's trigger refuses every delete in a transaction that does not say this.
    private const string AllowText = "set local media_gateway.forgets_facts = 'on'";

    // By the name of each, so that the index of their facts is seen to have all of them.
    private static readonly string ForgetText = $"""
        with looked as materialized (
            select f.*, horizon
            from availability_facts f join unnest($1, $2) as limits (id, horizon) on limits.id = f.source
            where f.source in ({string.Join(", ", Limited.Select(source => $"'{source.Id}'"))}) and f.fact_id > $3
            order by f.fact_id limit $4
        ), deleted as (
            delete from availability_facts f using looked l
            where f.content_id = l.content_id and f.fact_id = l.fact_id and l.seen_at < l.horizon
                and case when l.is_there then {Has("later.fact_id > l.fact_id")} else not {Has("later.fact_id < l.fact_id and later.seen_at >= l.horizon")} end
            returning f.fact_id
        )
        select (select max(fact_id) from looked), (select count(*) from deleted), (select count(*) from looked)
        """;

    /// <summary>Allows the transaction to delete.</summary>
    public static NpgsqlCommand Allow(NpgsqlConnection connection) => new(AllowText, connection);

    /// <summary>
    /// Deletes, of so many facts after one, those that are too old. What the newest fact of an offer says holds now, and stays
    /// as long as the source says so; that it is gone holds without a fact, too, once nothing says that it was there.
    /// </summary>
    public static NpgsqlCommand Forget(NpgsqlConnection connection, DateTimeOffset now, long after, int limit) => new(ForgetText, connection)
    {
        Parameters =
        {
            new NpgsqlParameter<string[]> { TypedValue = [.. Limited.Select(source => source.Id)] },
            new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. Limited.Select(source => (now - source.KeepFor!.Value).ToUniversalTime())] },
            new NpgsqlParameter<long> { TypedValue = after },
            new NpgsqlParameter<int> { TypedValue = limit },
        },
    };

    private static string Has(string condition) => $"""
        exists (
            select from availability_facts later
            where later.content_id = l.content_id and {condition}
                and later.region = l.region and later.platform = l.platform and later.offer = l.offer and later.source = l.source
                and later.season is not distinct from l.season and later.quality is not distinct from l.quality and later.variant = l.variant
            offset 0)
        """;
}
