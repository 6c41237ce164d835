using MediaGateway.ApiFrontend.Paging;
using MediaGateway.ApiFrontend.Problems;

namespace MediaGateway.Tests.Http;

public sealed class PagingTests
{
    private sealed record Place(int Rank, string Id);

    [Fact]
    public void A_cursor_leads_back_to_its_place()
    {
        var cursor = PageCursor.Write("list", new Place(7, "imdb:tt0133093"));
        Assert.True(PageCursor.TryRead<Place>("list", cursor, out var place));
        Assert.Equal(new Place(7, "imdb:tt0133093"), place);
    }

    [Fact]
    public void A_cursor_of_another_list_or_a_changed_one_is_refused()
    {
        var cursor = PageCursor.Write("list", new Place(7, "a"));
        Assert.False(PageCursor.TryRead<Place>("other", cursor, out _));
        foreach (var index in Enumerable.Range(0, cursor.Length - 1))
        {
            var changed = cursor.ToCharArray();
            changed[index] = changed[index] == 'A' ? 'B' : 'A';
            Assert.False(PageCursor.TryRead<Place>("list", new string(changed), out _));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("AQ")]
    [InlineData("not a cursor")]
    public void What_is_no_cursor_is_a_fault_of_the_field_cursor(string cursor)
    {
        var faults = new FieldFaults();
        faults.Cursor("list", cursor, new Place(0, ""));
        Assert.True(faults.Any);
    }

    [Theory]
    [InlineData(null, 20, false)]
    [InlineData(1, 1, false)]
    [InlineData(100, 100, false)]
    [InlineData(0, 0, true)]
    [InlineData(-1, -1, true)]
    [InlineData(101, 101, true)]
    public void A_limit_out_of_its_range_is_refused_and_not_clamped(int? asked, int given, bool fault)
    {
        var faults = new FieldFaults();
        Assert.Equal(given, faults.Limit(asked));
        Assert.Equal(fault, faults.Any);
    }
}
