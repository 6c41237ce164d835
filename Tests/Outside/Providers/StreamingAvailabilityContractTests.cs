using System.Text.RegularExpressions;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.StreamingAvailability;

namespace MediaGateway.Tests.Outside.Providers;

/// <summary>What we send, held against the provider's own description of its API.</summary>
[Trait("Category", "Outside")]
public sealed partial class StreamingAvailabilityContractTests
{
    private static readonly string Contract = OutsideFiles.Exist ? File.ReadAllText(OutsideFiles.PathOf("contracts/streaming-availability/openapi.yaml")) : "";

    [OutsideFact]
    public void Every_request_names_a_path_and_parameters_that_the_contract_has()
    {
        foreach (var query in Queries())
        {
            var request = new StreamingAvailabilityProtocol().RequestFor(query, "key").RequestUri!.OriginalString.Split('?');
            var path = query.ContentId is null ? $"/{request[0]}" : "/shows/{id}";
            var operation = OperationAt(path);
            var sent = request[1].Split('&').Select(pair => pair.Split('=')[0]).ToArray();
            Assert.Equal([], sent.Except(operation));
        }
    }

    [OutsideFact]
    public void Everything_that_the_contract_requires_is_sent()
    {
        foreach (var query in Queries())
        {
            var request = new StreamingAvailabilityProtocol().RequestFor(query, "key").RequestUri!.OriginalString.Split('?');
            var required = query.Operation switch
            {
                SourceOperation.Search => new[] { "country", "title" },
                SourceOperation.Catalogue => ["country"],
                SourceOperation.Expiring => ["country", "change_type", "item_type"],
                _ => [],
            };
            Assert.All(required, name => Assert.Contains(Parameters(), parameter => parameter.Name == name && parameter.IsRequired));
            Assert.Equal([], required.Except(request[1].Split('&').Select(pair => pair.Split('=')[0])));
        }
    }

    [OutsideFact]
    public void Both_addresses_and_both_headers_are_those_of_the_contract()
    {
        Assert.Contains("url: https://streaming-availability.p.rapidapi.com\n", Contract);
        Assert.Contains("url: https://api.movieofthenight.com/v4\n", Contract);
        Assert.Contains("name: X-API-Key\n", Contract);
        Assert.Contains("name: X-RapidAPI-Key\n", Contract);
    }

    private static IEnumerable<SourceQuery> Queries()
    {
        SourceQuery query = new() { Operation = SourceOperation.Health, Region = "US" };
        return
        [
            query,
            query with { Operation = SourceOperation.Search, Text = "x", Type = ContentType.Movie },
            query with { Operation = SourceOperation.Details, ContentId = "imdb:tt0068646" },
            query with { Operation = SourceOperation.Availability, ContentId = "tmdb:tv:87108" },
            query with { Operation = SourceOperation.Catalogue, Platform = "netflix", Cursor = "1:x", Type = ContentType.Series },
            query with { Operation = SourceOperation.Expiring, Platform = "hulu", Cursor = "1:x", Days = 3, Type = ContentType.Series },
        ];
    }

    /// <summary>The names of the parameters of a path.</summary>
    private static string[] OperationAt(string path)
    {
        var start = Contract.IndexOf($"\n  {path}:\n", Contract.IndexOf("\npaths:\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(start > 0, path);
        var end = Contract.IndexOf("      responses:", start, StringComparison.Ordinal);
        var named = ParameterReference().Matches(Contract[start..end]).Select(match => match.Groups[1].Value);
        return [.. named.Select(id => Parameters().Single(parameter => parameter.Id == id).Name)];
    }

    private static IEnumerable<(string Id, string Name, bool IsRequired)> Parameters() =>
        ParameterDefinition().Matches(Contract[Contract.IndexOf("\n  parameters:\n", StringComparison.Ordinal)..])
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value == "true"));

    [GeneratedRegex("""#/components/parameters/(\w+)""")]
    private static partial Regex ParameterReference();

    [GeneratedRegex("""\n    (\w+Param):\s+name: ([\w-]+)\s+in: \w+\n(?:      required: (true|false)\n)?""")]
    private static partial Regex ParameterDefinition();
}
