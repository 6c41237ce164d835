using System.Text.Json;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>Reads the values of one JSON array from the left; anything else than what is asked for is a <see cref="JsonException"/>.</summary>
internal ref struct RowReader
{
    private Utf8JsonReader _reader;

    public RowReader(ReadOnlySpan<byte> json)
    {
        _reader = new Utf8JsonReader(json);
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("a row must be an array");
        }
    }

    public string Text() => TextOrNull() ?? throw new JsonException("a text is missing");

    public string? TextOrNull()
    {
        _reader.Read();
        return CurrentTextOrNull();
    }

    public long Number() => NumberOrNull() ?? throw new JsonException("a number is missing");

    public long? NumberOrNull()
    {
        _reader.Read();
        return _reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when _reader.TryGetInt64(out var number) => number,
            _ => throw new JsonException("a whole number is missing"),
        };
    }

    /// <summary>Goes to the next value and says whether it is a number, which stands for none here.</summary>
    public bool IsNextZero()
    {
        _reader.Read();
        return _reader.TokenType == JsonTokenType.Number;
    }

    /// <summary>The value that <see cref="IsNextZero"/> went to.</summary>
    public readonly string? CurrentTextOrNull() => _reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => _reader.GetString(),
        _ => throw new JsonException("a text is missing"),
    };

    /// <summary>The next text; null at the end.</summary>
    public string? NextTextOrEnd()
    {
        _reader.Read();
        return _reader.TokenType == JsonTokenType.EndArray ? null : CurrentTextOrNull() ?? throw new JsonException("a text is missing");
    }
}
