using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using Npgsql;
using NpgsqlTypes;

namespace MediaGateway.Storage.Catalogue;

/// <summary>The statements of the availability ledger.</summary>
internal static class AvailabilityStatements
{
    private const string AppendText = """
        insert into availability_facts (
            content_id, platform, region, offer, season, quality, source, variant, price, currency,
            available_from, leaves_at, deep_link, as_of, seen_at, confidence, is_there)
        select content_id, platform, region, offer, season, quality, source, variant, price, currency,
            available_from, leaves_at, deep_link, as_of, seen_at, confidence, is_there
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) with ordinality as f (
            content_id, platform, region, offer, season, quality, source, variant, price, currency,
            available_from, leaves_at, deep_link, as_of, seen_at, confidence, is_there, number)
        order by number
        """;

    // A former id that names a title of its own again has its own facts again.
    private const string ReadText = """
        select content_id, fact_id, platform, region, offer, season, quality, source, variant, price, currency,
            available_from, leaves_at, deep_link, as_of, seen_at, confidence, is_there
        from availability_facts
        where content_id = any (array(
                select $1 union all
                select o.outside_id from content_ids o
                where o.content_id = $1 and not exists (select from content c where c.content_id = o.outside_id)))
            and (seen_at < $2 or (is_there and (available_from < $2 or as_of < $2)))
            and ($3 is null or region = $3)
            and fact_id > $4
        order by fact_id limit $5
        """;

    private const string ReadAfterText = """
        select content_id, fact_id, platform, region, offer, season, quality, source, variant, price, currency,
            available_from, leaves_at, deep_link, as_of, seen_at, confidence, is_there
        from availability_facts where fact_id > $1 order by fact_id limit $2
        """;

    private const string ReadBeforeText = """
        select content_id, fact_id, platform, region, offer, season, quality, source, variant, price, currency,
            available_from, leaves_at, deep_link, as_of, seen_at, confidence, is_there
        from availability_facts where content_id = $1 and fact_id > $2 and fact_id < $3 order by fact_id limit $4
        """;

    // A fact that a later one of the same offer follows says nothing any more. Of several sources the best one counts.
    // "offset 0" keeps these questions questions about few rows each: as joins they would read the whole ledger.
    private const string LeavingText = """
        with leaving as materialized (
            select distinct on (f.content_id, f.platform, f.offer, f.season)
                f.content_id, f.platform, f.offer, coalesce(f.season, -1) as season, f.leaves_at
            from availability_facts f
            where f.is_there and f.region = $1 and f.leaves_at > $2 and f.leaves_at <= $3
                and exists (select from content c where c.content_id = f.content_id offset 0)
                and not exists (
                    select from availability_facts later
                    where later.content_id = f.content_id and later.fact_id > f.fact_id
                        and later.region = f.region and later.platform = f.platform and later.offer = f.offer and later.source = f.source
                        and later.season is not distinct from f.season and later.quality is not distinct from f.quality and later.variant = f.variant
                    offset 0)
            order by f.content_id, f.platform, f.offer, f.season, f.confidence desc, f.leaves_at
        )
        select counted.total, page.leaves_at, page.content_id, page.platform, page.offer, page.season, c.document
        from (select count(*) as total from leaving) counted
        left join (
            select * from leaving
            where (leaves_at, content_id, platform, offer, season) > ($4, $5, $6, $7, $8)
            order by leaves_at, content_id, platform, offer, season limit $9
        ) page on true
        left join content c on c.content_id = page.content_id
        order by page.leaves_at, page.content_id, page.platform, page.offer, page.season
        """;

    /// <summary>Adds facts in their order.</summary>
    public static NpgsqlBatchCommand Append(IReadOnlyList<AvailabilityFact> facts) => new(AppendText)
    {
        Parameters =
        {
            Array(facts, fact => fact.ContentId),
            Array(facts, fact => fact.Offer.Platform),
            Array(facts, fact => fact.Offer.Region),
            Array(facts, fact => OfferKindText.Of(fact.Offer.Kind)),
            Array(facts, fact => fact.Offer.Season),
            Array(facts, fact => fact.Offer.Quality),
            Array(facts, fact => fact.Offer.Source),
            Array(facts, fact => fact.Variant),
            Array(facts, fact => fact.Offer.Price),
            Array(facts, fact => fact.Offer.Currency),
            Array(facts, fact => fact.Offer.AvailableFrom?.ToUniversalTime()),
            Array(facts, fact => fact.Offer.LeavesAt?.ToUniversalTime()),
            Array(facts, fact => fact.Offer.DeepLink),
            Array(facts, fact => fact.Offer.AsOf?.ToUniversalTime()),
            Array(facts, fact => fact.SeenAt.ToUniversalTime()),
            Array(facts, fact => (float)fact.Confidence),
            Array(facts, fact => fact.IsThere),
        },
    };

    /// <summary>The facts of a title, under all ids that it ever had, after a fact.</summary>
    public static NpgsqlCommand Read(NpgsqlConnection connection, string contentId, DateTimeOffset before, string? region, long after, int limit) => new(ReadText, connection)
    {
        Parameters =
        {
            Value(contentId), Value(before.ToUniversalTime()),
            new NpgsqlParameter { Value = (object?)region ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            Value(after), Value(limit),
        },
    };

    /// <summary>The facts of all titles after a fact.</summary>
    public static NpgsqlCommand ReadAfter(NpgsqlConnection connection, long number, int limit) =>
        new(ReadAfterText, connection) { Parameters = { Value(number), Value(limit) } };

    /// <summary>The facts under one id between two facts.</summary>
    public static NpgsqlCommand ReadBefore(NpgsqlConnection connection, string contentId, long after, long before, int limit) =>
        new(ReadBeforeText, connection) { Parameters = { Value(contentId), Value(after), Value(before), Value(limit) } };

    /// <summary>A page of what leaves a region, and how many there are.</summary>
    public static NpgsqlCommand Leaving(NpgsqlConnection connection, LeavingQuery query) => new(LeavingText, connection)
    {
        Parameters =
        {
            Value(query.Region), Value(query.After.ToUniversalTime()), Value(query.Until.ToUniversalTime()),
            Value(query.From?.LeavesAt.ToUniversalTime() ?? DateTimeOffset.MinValue),
            Value(query.From?.ContentId ?? ""),
            Value(query.From?.Platform ?? ""),
            Value(query.From is { } from ? OfferKindText.Of(from.Kind) : ""),
            Value(query.From?.Season ?? WholeTitle),
            Value(query.Limit),
        },
    };

    /// <summary>What stands for no season where rows are put in order.</summary>
    internal const int WholeTitle = -1;

    private static NpgsqlParameter<T[]> Array<T>(IReadOnlyList<AvailabilityFact> facts, Func<AvailabilityFact, T> member) => new() { TypedValue = [.. facts.Select(member)] };

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };
}
