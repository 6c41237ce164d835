using System.Globalization;
using System.Text;
using MediaGateway.Grains.Users;

namespace MediaGateway.Tests.Integration.Storage;

/// <summary>Appends for tests.</summary>
internal static class JournalData
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An append of so many entries after the expected number.</summary>
    public static UserAppend Append(string user, long expected, int count = 1, string prefix = "op")
    {
        JournalEntry[] entries = [.. Enumerable.Range(1, count).Select(i => Entry(expected + i, prefix))];
        return new(user, expected, Clock(expected + count), entries, [.. entries.Select(Remember)]);
    }

    public static JournalEntry Entry(long seq, string prefix = "op") => new(
        seq,
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{seq}"),
        "device",
        Noon.AddSeconds(seq),
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"play_add", "n":{{seq}}, "text":"é\u0000"}""")));

    public static RememberedOperation Remember(JournalEntry entry) => new(entry.OpId, new byte[] { 1, 2, 3 }, entry.Seq, null, entry.CommittedAt, []);

    public static string Clock(long value) => value.ToString("x16", CultureInfo.InvariantCulture);
}
