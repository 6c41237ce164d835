using System.Text;

namespace MediaGateway.Providers.Http;

/// <summary>Builds relative addresses whose parts are escaped, each of them, always.</summary>
public sealed class QueryText
{
    private readonly StringBuilder _text;
    private bool _hasQuery;

    /// <summary>An address of path segments, relative to that of the API.</summary>
    public QueryText(params ReadOnlySpan<string> segments)
    {
        _text = new StringBuilder();
        foreach (var segment in segments)
        {
            if (_text.Length > 0) _text.Append('/');
            _text.Append(Uri.EscapeDataString(segment));
        }
    }

    /// <summary>Adds a parameter; one without a value is left out.</summary>
    public QueryText With(string name, string? value)
    {
        if (value is null) return this;
        _text.Append(_hasQuery ? '&' : '?').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        _hasQuery = true;
        return this;
    }

    /// <summary>A request for it.</summary>
    public HttpRequestMessage Get() => new(HttpMethod.Get, ToUri());

    /// <summary>The address.</summary>
    public Uri ToUri() => new(_text.ToString(), UriKind.Relative);
}
