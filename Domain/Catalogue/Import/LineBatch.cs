namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>Some lines of an import, in order.</summary>
/// <param name="Bytes">Their bytes; never changed after the batch was made.</param>
/// <param name="Lines">Where each of them is.</param>
[GenerateSerializer, Immutable, Alias("mg.line-batch")]
public sealed record LineBatch([property: Id(0)] ReadOnlyMemory<byte> Bytes, [property: Id(1)] IReadOnlyList<LinePlace> Lines);

/// <summary>Where a line is.</summary>
/// <param name="Number">Its number in the file, from 1; empty lines count, but are left out.</param>
/// <param name="Offset">Where it begins in the batch.</param>
/// <param name="Length">How many bytes it has without its end; -1 when it was too long to be kept.</param>
[GenerateSerializer, Immutable, Alias("mg.line-place")]
public readonly record struct LinePlace([property: Id(0)] long Number, [property: Id(1)] int Offset, [property: Id(2)] int Length)
{
    /// <summary>Whether the line was longer than <see cref="LineParser.MaxLineBytes"/>; its bytes were dropped.</summary>
    public bool TooLong => Length < 0;
}
