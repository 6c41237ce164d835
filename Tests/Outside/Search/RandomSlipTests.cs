using System.Text.Json;
using MediaGateway.Domain.Discovery;
using Xunit.Abstractions;

namespace MediaGateway.Tests.Outside.Search;

[Trait("Category", "Outside")]
public sealed class RandomSlipTests(ITestOutputHelper output)
{
    private const int Seed = 5;
    private const int Asked = 2000;
    private const int ShortestTitle = 6;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    [OutsideFact]
    public void A_title_with_one_letter_wrong_is_found() => Assert.InRange(ShareFoundAmongThree(slips: 1), 0.97, 1);

    [OutsideFact]
    public void A_title_with_two_letters_wrong_is_mostly_found() => Assert.InRange(ShareFoundAmongThree(slips: 2), 0.90, 1);

    private double ShareFoundAmongThree(int slips)
    {
        var random = new Random(Seed);
        var films = WikipediaFilms.Contents.Where(film => film.Title.Count(char.IsAsciiLetter) >= ShortestTitle).ToList();
        var found = 0;
        for (var i = 0; i < Asked; i++)
        {
            var title = films[random.Next(films.Count)].Title;
            var typed = title;
            for (var slip = 0; slip < slips; slip++) typed = Slip(typed, random);
            var hits = WikipediaFilms.Index.Search(new TextQuery { Text = typed, Limit = 3 }).Hits;
            if (hits.Any(hit => string.Equals(TitleOf(hit), title, StringComparison.OrdinalIgnoreCase))) found++;
        }

        output.WriteLine($"{slips} slips: {found} of {Asked} among the first three");
        return found / (double)Asked;
    }

    private static string Slip(string text, Random random)
    {
        var places = Enumerable.Range(0, text.Length).Where(place => char.IsAsciiLetter(text[place])).ToArray();
        var at = places[random.Next(places.Length)];
        var letter = Letters[random.Next(Letters.Length)];
        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, $"{letter}"),
            2 when at + 1 < text.Length => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
            _ => $"{text[..at]}{letter}{text[(at + 1)..]}",
        };
    }

    private static string TitleOf(TitleHit hit)
    {
        using var document = JsonDocument.Parse(hit.Title.Document);
        return document.RootElement.GetProperty("title").GetString()!;
    }
}
