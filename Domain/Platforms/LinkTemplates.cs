using System.Text.Json;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Platforms;

/// <summary>The addresses of one platform for one kind of device, by the type of the title.</summary>
internal sealed class LinkTemplates(IReadOnlyDictionary<string, string>? templates)
{
    private const string AnyType = "any";
    private const string IdPlace = "{id}";

    /// <summary>The address of a title; null where there is none for its type.</summary>
    /// <param name="type">What kind of thing the title is.</param>
    /// <param name="id">The platform's id of it, which <see cref="Platform.IsId"/> has accepted.</param>
    public string? AddressOf(ContentType type, string id)
    {
        if (templates is null)
        {
            return null;
        }

        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());
        return (templates.GetValueOrDefault(name) ?? templates.GetValueOrDefault(AnyType))?.Replace(IdPlace, Uri.EscapeDataString(id), StringComparison.Ordinal);
    }
}
