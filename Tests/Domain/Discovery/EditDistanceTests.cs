using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Discovery;

namespace MediaGateway.Tests.Domain.Discovery;

public sealed class EditDistanceTests
{
    private static readonly Gen<string> Words =
        from length in Gen.Choose(1, 12)
        from letters in Gen.ArrayOf(Gen.Elements('a', 'b', 'c', 'd', '7'), length)
        select new string(letters);

    [Theory]
    [InlineData("matrix", "matrix", 0)]
    [InlineData("matrx", "matrix", 1)]
    [InlineData("amtrix", "matrix", 1)]
    [InlineData("natrix", "matrix", 1)]
    [InlineData("atrix", "matrix", 1)]
    [InlineData("caribean", "caribbean", 1)]
    [InlineData("carribean", "caribbean", 2)]
    [InlineData("ab", "ba", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Slips_are_counted(string left, string right, int slips) => Assert.Equal(slips, EditDistance.Between(Bytes(left), Bytes(right), 4));

    [Theory]
    [InlineData("intrstel", "interstellar", 1)]
    [InlineData("batm", "batman", 0)]
    [InlineData("btaman", "batmanreturns", 1)]
    [InlineData("xyz", "batman", 2)]
    public void A_beginning_is_compared_with_the_nearest_beginning(string left, string right, int slips) =>
        Assert.Equal(slips, Math.Min(EditDistance.ToPrefix(Bytes(left), Bytes(right), 1), 2));

    [Fact]
    public void The_distance_is_that_of_the_plain_definition() =>
        Prop.ForAll(Arb.From(Words), Arb.From(Words), (left, right) =>
            Math.Min(EditDistance.Between(Bytes(left), Bytes(right), 2), 3) == Math.Min(Naive(left, right), 3)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_index_finds_exactly_the_words_within_reach() =>
        Prop.ForAll(Arb.From(Gen.ListOf(Words)), Arb.From(Words), (words, typed) =>
        {
            var writer = new SegmentWriter();
            var sorted = words.Distinct().Order(StringComparer.Ordinal).ToArray();
            foreach (var word in sorted)
            {
                writer.AddTerm(Bytes(word));
                for (var zone = 0; zone < Postings.Zones; zone++) writer.EndList();
            }

            var terms = writer.Build(new IdTable.Builder().Build(), new TitleColumns.Builder().Build()).Terms;
            var spelling = new SpellingIndex(terms, Enumerable.Range(0, terms.Count).ToArray());
            return new[] { 1, 2 }.All(limit =>
            {
                var found = new List<(int Term, int Distance)>();
                spelling.FindNear(Bytes(typed), limit, found);
                var expected = sorted.Where(word => CanBeMisspelled(word) && CanBeMisspelled(typed) && Naive(typed, word) is > 0 and var distance && distance <= limit);
                return found.Select(near => sorted[near.Term]).Order(StringComparer.Ordinal).SequenceEqual(expected)
                    && found.All(near => near.Distance == Naive(typed, sorted[near.Term]));
            });
        }).QuickCheckThrowOnFailure();

    private static bool CanBeMisspelled(string word) => word.Length > 1 && word.Any(char.IsAsciiLetter);

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static int Naive(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var least = Math.Min(table[i - 1, j], table[i, j - 1]) + 1;
                least = Math.Min(least, table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) least = Math.Min(least, table[i - 2, j - 2] + 1);
                table[i, j] = least;
            }
        }

        return table[left.Length, right.Length];
    }
}
