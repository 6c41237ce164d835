using System.Buffers;
using System.Text;

namespace MediaGateway.Domain.Discovery;

/// <summary>Which titles of a segment pass a filter.</summary>
internal sealed class FilterMask : IDisposable
{
    private const byte Passes = 1;

    private readonly TitleFilter _filter;
    private readonly TitleColumns _titles;
    private readonly byte[]? _genres;
    private readonly byte[]? _offers;
    private readonly uint _types;

    public FilterMask(TitleFilter filter, IndexSegment segment)
    {
        _filter = filter;
        _titles = segment.Titles;
        foreach (var type in filter.Types) _types |= 1u << (int)type;
        if (filter.Genres.Count > 0) _genres = Collect(segment, filter.Genres.Select(Facets.Genre));
        if (filter.Platforms.Count > 0) _offers = Collect(segment, filter.Platforms.Select(platform => Facets.Offer(platform, filter.Region)));
        else if (filter.Region is not null) _offers = Collect(segment, [Facets.Offer(null, filter.Region)]);
    }

    /// <summary>Whether a title passes.</summary>
    public bool Includes(int document) =>
        (_types == 0 || (_types & (1u << _titles.Types[document])) != 0)
        && (_genres is null || _genres[document] == Passes)
        && (_offers is null || _offers[document] == Passes)
        && (_filter.YearFrom is not { } from || _titles.Years[document] >= from)
        && (_filter.YearTo is not { } to || (_titles.Years[document] <= to && _titles.Years[document] != 0));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_genres is not null) ArrayPool<byte>.Shared.Return(_genres);
        if (_offers is not null) ArrayPool<byte>.Shared.Return(_offers);
    }

    private static byte[] Collect(IndexSegment segment, IEnumerable<string> facets)
    {
        var mask = ArrayPool<byte>.Shared.Rent(segment.Count);
        mask.AsSpan(0, segment.Count).Clear();
        foreach (var facet in facets)
        {
            var term = segment.Terms.Find(Encoding.UTF8.GetBytes(facet));
            if (term < 0) continue;
            var list = segment.List(term, Zone.Facet);
            var document = 0;
            for (var position = 0; position < list.Length;)
            {
                document += (int)(Postings.Read(list, ref position) >> Postings.LevelBits);
                mask[document] = Passes;
            }
        }

        return mask;
    }
}
