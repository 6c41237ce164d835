namespace MediaGateway.Domain.Sync.State;

/// <summary>One content id at its place: sorted by key, then by id.</summary>
internal readonly record struct OrderEntry(string Key, string ContentId) : IComparable<OrderEntry>
{
    public int CompareTo(OrderEntry other)
    {
        var order = string.CompareOrdinal(Key, other.Key);
        return order != 0 ? order : string.CompareOrdinal(ContentId, other.ContentId);
    }
}
