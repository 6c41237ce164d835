using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Storage.Catalogue;

/// <summary>How the terms of an offer are written in rows: the same words as in JSON.</summary>
internal static class OfferKindText
{
    private static readonly Dictionary<OfferKind, string> Texts = Enum.GetValues<OfferKind>().ToDictionary(kind => kind, kind => kind.ToString().ToLowerInvariant());
    private static readonly Dictionary<string, OfferKind> Kinds = Texts.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The word of a kind.</summary>
    public static string Of(OfferKind kind) => Texts[kind];

    /// <summary>The kind of a word.</summary>
    public static OfferKind Read(string text) =>
        Kinds.TryGetValue(text, out var kind) ? kind : throw new InvalidOperationException($"The ledger has an offer of the kind {text}, which this version does not know.");
}
