using System.Text.Json;
using MediaGateway.Domain.Sync.Accounts;
using MediaGateway.Domain.Time;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>How accounts of merges are kept in a snapshot: arrays, because every user has some.</summary>
public static class MergesJson
{
    /// <summary>Writes them as one value.</summary>
    public static void Write(Utf8JsonWriter json, RecentMerges merges)
    {
        json.WriteStartArray();
        json.WriteNumberValue(merges.Count);
        foreach (var account in merges.Newest)
        {
            json.WriteStartArray();
            json.WriteNumberValue(account.Seq);
            json.WriteStringValue(account.Reason);
            json.WriteStringValue(account.Subject);
            Write(json, account.Kept);
            Write(json, account.Lost);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, RecentMerges)"/> wrote.</summary>
    /// <exception cref="JsonException">It is nothing of the kind.</exception>
    public static RecentMerges Read(JsonElement json)
    {
        var count = json[0].GetInt64();
        return new RecentMerges(count, [.. json.EnumerateArray().Skip(1).Select(account => new MergeAccount(
            account[0].GetInt64(), account[1].GetString()!, account[2].GetString()!, ReadSide(account, 3), ReadSide(account, 6)))]);
    }

    private static void Write(Utf8JsonWriter json, MergeSide side)
    {
        json.WriteStringValue(side.OpId);
        json.WriteStringValue(side.Hlc.ToString());
        json.WriteStringValue(side.Value);
    }

    private static MergeSide ReadSide(JsonElement account, int at) => new(
        account[at].GetString()!,
        HlcTimestamp.TryParse(account[at + 1].GetString(), out var hlc) ? hlc : throw new JsonException("The stamp of a merge cannot be read."),
        account[at + 2].GetString());
}
