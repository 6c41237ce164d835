using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace MediaGateway.Replay.Apis;

/// <summary>A request as an API sees it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The parts of the path below the API's own, unescaped.</param>
/// <param name="Query">The parameters.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Form">The fields of a form that was posted; none where none was.</param>
/// <param name="At">When it came.</param>
internal sealed record Question(string Method, string[] Path, IQueryCollection Query, IHeaderDictionary Headers, IFormCollection Form, DateTimeOffset At)
{
    private static readonly string[] KeyHeaders = ["X-Api-Key", "X-RapidAPI-Key"];
    private static readonly string[] KeyParameters = ["api_key", "key"];

    /// <summary>The key or token, in whichever place one is.</summary>
    public string? Key => KeyOf(Headers, Query);

    /// <summary>A parameter; null where it is missing or empty.</summary>
    public string? this[string parameter] => Query[parameter].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>The key or token of a request, in whichever place one is.</summary>
    public static string? KeyOf(IHeaderDictionary headers, IQueryCollection query)
    {
        var authorization = headers.Authorization.ToString();
        return KeyHeaders.Select(name => headers[name].ToString()).Concat(KeyParameters.Select(name => query[name].ToString()))
            .Append(authorization[(authorization.IndexOf(' ', StringComparison.Ordinal) + 1)..])
            .FirstOrDefault(key => key.Length > 0);
    }

    /// <summary>A whole number in a parameter; the default where it is missing, null where it is none or out of bounds.</summary>
    public int? Number(string parameter, int missing, int least, int most) =>
        this[parameter] is not { } text ? missing
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : null;
}
