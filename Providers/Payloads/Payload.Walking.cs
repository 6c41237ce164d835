using System.Text.Json;

namespace MediaGateway.Providers.Payloads;

/// <summary>The part that goes from a value to those in it.</summary>
public readonly partial struct Payload
{
    /// <summary>A member of an object.</summary>
    public Payload this[string name]
    {
        get
        {
            if (_element.ValueKind is JsonValueKind.Object)
            {
                return new Payload(_element.TryGetProperty(name, out var member) ? member : default, _place, name, _unmapped);
            }

            // What is in nothing is never there, so nobody is told where it would be.
            NoteUnlessAbsent();
            return new Payload(default, _place, name, _unmapped);
        }
    }

    /// <summary>The entries of a list; none where there is no list.</summary>
    public IEnumerable<Payload> Items
    {
        get
        {
            if (_element.ValueKind is JsonValueKind.Array)
            {
                return Entries(_element, new PayloadPath(_place, PayloadPath.Entry), _unmapped);
            }

            NoteUnlessAbsent();
            return [];
        }
    }

    /// <summary>The members of an object; none where there is no object.</summary>
    public IEnumerable<KeyValuePair<string, Payload>> Members
    {
        get
        {
            if (_element.ValueKind is JsonValueKind.Object)
            {
                return MembersOf(_element, new PayloadPath(_place, PayloadPath.AnyMember), _unmapped);
            }

            NoteUnlessAbsent();
            return [];
        }
    }

    /// <summary>The texts of a list of texts, or those under a name in a list of objects; each once.</summary>
    /// <param name="name">The member that holds the text; null where the entries are texts.</param>
    public IReadOnlyList<string> Texts(string? name = null) =>
        [.. Items.Select(item => name is null ? item.Text : item[name].Text).OfType<string>().Distinct(StringComparer.Ordinal)];

    // All entries have one path: it has no indexes.
    private static IEnumerable<Payload> Entries(JsonElement list, PayloadPath place, UnmappedFields unmapped)
    {
        foreach (var entry in list.EnumerateArray())
        {
            yield return new Payload(entry, place, null, unmapped);
        }
    }

    private static IEnumerable<KeyValuePair<string, Payload>> MembersOf(JsonElement element, PayloadPath place, UnmappedFields unmapped)
    {
        foreach (var member in element.EnumerateObject())
        {
            yield return KeyValuePair.Create(member.Name, new Payload(member.Value, place, null, unmapped));
        }
    }
}
