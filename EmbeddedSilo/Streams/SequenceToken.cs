using Orleans.Streams;

namespace EmbeddedSilo.Streams;

/// <summary>The place of an event in its stream: events are counted from 1.</summary>
internal sealed class SequenceToken(long number) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = number;

    public override int EventIndex { get; protected set; }

    public override int CompareTo(StreamSequenceToken? other) => other switch
    {
        null => 1,
        SequenceToken token => SequenceNumber.CompareTo(token.SequenceNumber),
        _ => throw new ArgumentException($"{other.GetType()} is of another provider.", nameof(other)),
    };

    public override string ToString() => $"#{SequenceNumber}";
}
