using System.Runtime.CompilerServices;

namespace MediaGateway.Domain.Discovery;

/// <summary>The parts of a title that are searched apart from each other.</summary>
internal enum Zone
{
    /// <summary>Title and original title.</summary>
    Name = 0,
    /// <summary>Cast and directors.</summary>
    People = 1,
    /// <summary>Overview, genres, keywords.</summary>
    Text = 2,
    /// <summary>What filters ask for; never searched by words.</summary>
    Facet = 3,
}

/// <summary>
/// A list of documents in rising order, each with a level from 0 to 3 that says how the word occurs in it. Written as
/// the distance to the document before, shifted by the level's two bits, in groups of seven bits.
/// </summary>
internal static class Postings
{
    public const int Zones = 4;
    public const int LevelBits = 2;
    public const int Levels = 1 << LevelBits;

    /// <summary>The most bytes that one entry takes.</summary>
    public const int MaxEntryBytes = 5;

    /// <summary>Writes one entry and returns its length.</summary>
    public static int Write(Span<byte> into, int distance, int level)
    {
        var value = ((uint)distance << LevelBits) | (uint)level;
        var length = 0;
        while (value >= 0x80)
        {
            into[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        into[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads one entry, moving <paramref name="position"/> past it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Read(ReadOnlySpan<byte> list, ref int position)
    {
        uint value = list[position++];
        if (value < 0x80) return value;
        value &= 0x7F;
        for (var shift = 7; ; shift += 7)
        {
            uint next = list[position++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
