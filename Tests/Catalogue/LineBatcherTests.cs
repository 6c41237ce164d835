using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MediaGateway.Domain.Catalogue.Import;

namespace MediaGateway.Tests.Catalogue;

public sealed class LineBatcherTests
{
    [Fact]
    public void Lines_keep_their_numbers_whatever_ends_them()
    {
        var lines = Cut("\uFEFF{1}\r\n\n  \n{2}\n\r\n{3}"u8.ToArray(), chunk: 3);
        Assert.Equal([(1, "{1}"), (4, "{2}"), (6, "{3}")], lines);
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_counted_and_dropped_and_the_next_is_read()
    {
        byte[] bytes = [.. "{1}\n"u8, .. new byte[10_000_000].Select(_ => (byte)'x'), .. "\n{3}"u8];
        Assert.Equal([(1, "{1}"), (2, "too long"), (3, "{3}")], Cut(bytes, chunk: 64 * 1024));
    }

    [Fact]
    public void A_line_that_just_fits_is_kept_and_one_byte_more_is_not()
    {
        var fits = new string('x', LineParser.MaxLineBytes);
        Assert.Equal([(1, fits), (2, "too long")], Cut(Encoding.UTF8.GetBytes($"{fits}\r\n{fits}y\r\n"), chunk: 100_000));
    }

    [Fact]
    public void Batches_are_bounded()
    {
        var batcher = new LineBatcher();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", 10_000)));
        var sizes = new List<int>();
        for (var i = 0; i < bytes.Length;)
        {
            i += batcher.Append(bytes.AsSpan(i));
            sizes.Add((batcher.TryTake() ?? batcher.Finish())!.Lines.Count);
        }

        Assert.Equal(Enumerable.Repeat(LineBatcher.BatchLines, 5), sizes);
    }

    [Fact]
    public void However_the_bytes_arrive_the_lines_are_the_same()
    {
        var texts = Gen.Elements("{}", "", "abc", " ", "\r").ListOf().Select(lines => string.Join('\n', lines));
        Prop.ForAll(texts.ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (text, chunk) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return Cut(bytes, chunk).SequenceEqual(Cut(bytes, int.MaxValue));
        }).QuickCheckThrowOnFailure();
    }

    private static List<(long Number, string Text)> Cut(byte[] bytes, int chunk)
    {
        var batcher = new LineBatcher();
        var lines = new List<(long, string)>();
        for (var i = 0; i < bytes.Length;)
        {
            i += batcher.Append(bytes.AsSpan(i, Math.Min(chunk, bytes.Length - i)));
            Add(batcher.TryTake());
        }

        Add(batcher.Finish());
        return lines;

        void Add(LineBatch? batch) => lines.AddRange((batch?.Lines ?? []).Select(line =>
            (line.Number, line.TooLong ? "too long" : Encoding.UTF8.GetString(batch!.Bytes.Span.Slice(line.Offset, line.Length)))));
    }
}
