using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace MediaGateway.ApiFrontend.Problems;

/// <summary>Finds the field at fault in what the framework says about a request that it could not read.</summary>
internal static partial class BadRequestField
{
    /// <summary>The field for faults that lie with the whole body.</summary>
    public const string Body = "body";

    /// <summary>The fields at fault with a reason for each.</summary>
    public static IReadOnlyDictionary<string, string[]> Read(BadHttpRequestException fault) => fault switch
    {
        { InnerException: JsonException json } => Read(json),
        _ when fault.Message.Contains("body", StringComparison.Ordinal) => One(Body, "is required"),
        _ when ParameterName().Match(fault.Message) is { Success: true } match => One(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Groups["name"].Value),
            fault.Message.StartsWith("Required", StringComparison.Ordinal) ? "is required" : "has a value of the wrong type"),
        _ => One(Body, "cannot be read"),
    };

    /// <summary>The fields at fault in a JSON document.</summary>
    public static IReadOnlyDictionary<string, string[]> Read(JsonException fault)
    {
        if (MissingMembers().Match(fault.Message) is { Success: true } missing)
        {
            var prefix = FieldOf(fault.Path) is var parent && parent == Body ? "" : parent + ".";
            return QuotedName().Matches(missing.Groups["names"].Value)
                .ToDictionary(name => prefix + name.Groups["name"].Value, _ => (string[])["is required"], StringComparer.Ordinal);
        }

        var field = FieldOf(fault.Path);
        if (fault is RequestJsonException stated)
        {
            return One(field, stated.Reason);
        }

        if (DuplicateMember().Match(fault.Message) is { Success: true } duplicate)
        {
            return One(duplicate.Groups["name"].Value, "is there twice");
        }

        // The reader's own faults (syntax, depth, encoding) name the line; those of a value name its type.
        return One(field, fault.InnerException is null or InvalidOperationException ? "has a value of the wrong type" : "is not valid JSON");
    }

    private static Dictionary<string, string[]> One(string field, string reason) => new() { [field] = [reason] };

    private static string FieldOf(string? path) => path is null or "$" or "" ? Body : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');

    [GeneratedRegex("parameter \"(?:[^\"]* )?(?<name>[^\" ]+)\"", RegexOptions.None, 200)]
    private static partial Regex ParameterName();

    [GeneratedRegex("missing required properties including: (?<names>.+)$", RegexOptions.None, 200)]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.None, 200)]
    private static partial Regex QuotedName();

    [GeneratedRegex("[Dd]uplicate property '(?<name>[^']+)'", RegexOptions.None, 200)]
    private static partial Regex DuplicateMember();
}
