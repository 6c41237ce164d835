using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MediaGateway.Tests.EndToEnd.Description;

/// <summary>Holds a JSON value against a schema: the part of JSON Schema 2020-12 that the published documents use. A keyword that is not known here is a fault, so that nothing passes unchecked.</summary>
internal sealed class SchemaCheck(JsonElement document)
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal) { "description", "default", "example", "examples", "title", "deprecated" };

    /// <summary>Everything that is wrong with <paramref name="value"/>.</summary>
    public IReadOnlyList<string> Faults(JsonElement schema, JsonElement value)
    {
        List<string> faults = [];
        Check(schema, value, "$", faults);
        return faults;
    }

    /// <summary>The schema that a reference leads to; any other is itself.</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()!.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries)
                .Aggregate(document, (node, name) => node.GetProperty(name.Replace("~1", "/", StringComparison.Ordinal)));
        }

        return schema;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        schema = Resolve(schema);
        if (schema.ValueKind is JsonValueKind.True)
        {
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Annotations.Contains(keyword.Name) && Fault(keyword, schema, value, path, faults) is { } fault)
            {
                faults.Add($"{path}: {fault} ({keyword.Name})");
            }
        }
    }

    private string? Fault(JsonProperty keyword, JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        var rule = keyword.Value;
        switch (keyword.Name)
        {
            case "type":
                return TypesOf(rule).Any(type => IsOf(value, type)) ? null : $"{value.ValueKind} is not {rule}";
            case "enum":
                return rule.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) ? null : $"{value} is not one of {rule}";
            case "const":
                return JsonElement.DeepEquals(rule, value) ? null : $"{value} is not {rule}";
            case "oneOf":
                var matches = rule.EnumerateArray().Count(one => Faults(one, value).Count == 0);
                return matches == 1 ? null : $"{matches} of the alternatives match";
            case "required" or "properties" or "additionalProperties":
                return value.ValueKind is JsonValueKind.Object ? MemberFault(keyword, schema, value, path, faults) : null;
            case "items" or "minItems" or "maxItems":
                return value.ValueKind is JsonValueKind.Array ? ItemFault(keyword, value, path, faults) : null;
            case "minLength" or "maxLength" or "pattern" or "format":
                // Numbers have formats too, which say no more than their type.
                return value.ValueKind is JsonValueKind.String ? TextFault(keyword, value.GetString()!) : null;
            case "minimum" or "maximum" or "multipleOf":
                return value.ValueKind is JsonValueKind.Number ? NumberFault(keyword, value.GetDecimal()) : null;
            default:
                return "is a keyword that the check does not know";
        }
    }

    private string? MemberFault(JsonProperty keyword, JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        switch (keyword.Name)
        {
            case "required":
                string[] missing = [.. keyword.Value.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _))];
                return missing.Length == 0 ? null : $"lacks {string.Join(", ", missing)}";
            case "properties":
                foreach (var member in value.EnumerateObject())
                {
                    if (keyword.Value.TryGetProperty(member.Name, out var known))
                    {
                        Check(known, member.Value, $"{path}.{member.Name}", faults);
                    }
                    else if (!schema.TryGetProperty("additionalProperties", out _))
                    {
                        // Nothing is answered that is not described.
                        faults.Add($"{path}: {member.Name} is not described");
                    }
                }

                return null;
            default:
                foreach (var member in value.EnumerateObject().Where(member => !schema.TryGetProperty("properties", out var named) || !named.TryGetProperty(member.Name, out _)))
                {
                    Check(keyword.Value, member.Value, $"{path}.{member.Name}", faults);
                }

                return null;
        }
    }

    private string? ItemFault(JsonProperty keyword, JsonElement value, string path, List<string> faults)
    {
        if (keyword.Name is not "items")
        {
            var bound = keyword.Value.GetInt32();
            var length = value.GetArrayLength();
            return (keyword.Name is "minItems" ? length >= bound : length <= bound) ? null : $"has {length} entries";
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            Check(keyword.Value, item, $"{path}[{index++}]", faults);
        }

        return null;
    }

    private static string? TextFault(JsonProperty keyword, string text) => keyword.Name switch
    {
        "minLength" => text.Length >= keyword.Value.GetInt32() ? null : $"'{text}' is too short",
        "maxLength" => text.Length <= keyword.Value.GetInt32() ? null : $"'{text}' is too long",
        "pattern" => Regex.IsMatch(text, keyword.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)) ? null : $"'{text}' does not match",
        _ => keyword.Value.GetString() switch
        {
            "date-time" => text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) ? null : $"'{text}' is no time in UTC",
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _) ? null : $"'{text}' is no day",
            var other => $"'{other}' is a format that the check does not know",
        },
    };

    private static string? NumberFault(JsonProperty keyword, decimal number)
    {
        var bound = keyword.Value.GetDecimal();
        return keyword.Name switch
        {
            "minimum" => number >= bound ? null : $"{number} is too small",
            "maximum" => number <= bound ? null : $"{number} is too great",
            _ => number % bound == 0 ? null : $"{number} is not a multiple of {bound}",
        };
    }

    private static IEnumerable<string> TypesOf(JsonElement rule) =>
        rule.ValueKind is JsonValueKind.Array ? rule.EnumerateArray().Select(type => type.GetString()!) : [rule.GetString()!];

    private static bool IsOf(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("null", JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        _ => false,
    };
}
