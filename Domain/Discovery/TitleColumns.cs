using System.Buffers.Binary;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Discovery;

/// <summary>What is kept of each title of a segment beside its words: one array for each fact.</summary>
internal sealed class TitleColumns
{
    private readonly byte[] _keys;
    private readonly int[] _keyStarts;

    private TitleColumns(Builder from)
    {
        Years = [.. from.Years];
        Types = [.. from.Types];
        HasOffers = [.. from.HasOffers];
        Priors = [.. from.Priors];
        Documents = [.. from.Documents];
        _keys = [.. from.Keys];
        _keyStarts = [.. from.KeyStarts];
    }

    /// <summary>The year; 0 where unknown.</summary>
    public short[] Years { get; }

    /// <summary>The <see cref="ContentType"/>.</summary>
    public byte[] Types { get; }

    /// <summary>1 where some platform has it.</summary>
    public byte[] HasOffers { get; }

    /// <summary>How well known and how recent it is; decides between equals.</summary>
    public ushort[] Priors { get; }

    /// <summary>The titles as JSON.</summary>
    public ReadOnlyMemory<byte>[] Documents { get; }

    /// <summary>How many titles there are.</summary>
    public int Count => Years.Length;

    /// <summary>What it takes in memory, the documents themselves left out.</summary>
    public long Bytes => _keys.Length + ((long)_keyStarts.Length * sizeof(int)) + ((long)Count * (sizeof(short) + 2 + sizeof(ushort) + 16));

    /// <summary>The keys of a title's names.</summary>
    public NameKeys Keys(int document)
    {
        ReadOnlySpan<byte> rest = _keys.AsSpan(_keyStarts[document], _keyStarts[document + 1] - _keyStarts[document]);
        return new NameKeys(Next(ref rest), Next(ref rest), Next(ref rest), Next(ref rest));
    }

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        var key = rest.Slice(sizeof(ushort), length);
        rest = rest[(sizeof(ushort) + length)..];
        return key;
    }

    /// <summary>Collects titles one after another.</summary>
    public sealed class Builder
    {
        private readonly TokenBuffer _tokens = new();
        private readonly byte[] _key = new byte[TitleKeys.MaxBytes];

        internal List<short> Years { get; } = [];
        internal List<byte> Types { get; } = [];
        internal List<byte> HasOffers { get; } = [];
        internal List<ushort> Priors { get; } = [];
        internal List<ReadOnlyMemory<byte>> Documents { get; } = [];
        internal List<byte> Keys { get; } = [];
        internal List<int> KeyStarts { get; } = [0];

        /// <summary>Adds the next title.</summary>
        public void Add(IndexedTitle title)
        {
            Years.Add((short)Math.Clamp(title.Year ?? 0, 0, short.MaxValue));
            Types.Add((byte)title.Type);
            HasOffers.Add((byte)(title.Offers.Count > 0 ? 1 : 0));
            Priors.Add(Prominence.Of(title));
            Documents.Add(title.Document);
            AddKeys(title.Title);
            AddKeys(title.OriginalTitle ?? "");
            KeyStarts.Add(Keys.Count);
        }

        /// <summary>Adds the next title as it is in another segment.</summary>
        public void AddFrom(TitleColumns other, int document)
        {
            Years.Add(other.Years[document]);
            Types.Add(other.Types[document]);
            HasOffers.Add(other.HasOffers[document]);
            Priors.Add(other.Priors[document]);
            Documents.Add(other.Documents[document]);
            Keys.AddRange(other._keys.AsSpan(other._keyStarts[document], other._keyStarts[document + 1] - other._keyStarts[document]));
            KeyStarts.Add(Keys.Count);
        }

        /// <summary>The finished columns.</summary>
        public TitleColumns Build() => new(this);

        private void AddKeys(string name)
        {
            Tokenizer.Tokenize(name, _tokens);
            AddKey(TitleKeys.Write(_tokens, withoutOptional: false, TitleKeys.SkipNothing, _key));
            AddKey(TitleKeys.Write(_tokens, withoutOptional: true, TitleKeys.SkipNothing, _key));
        }

        private void AddKey(int length)
        {
            Span<byte> size = stackalloc byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)length);
            Keys.AddRange(size);
            Keys.AddRange(_key.AsSpan(0, length));
        }
    }
}

/// <summary>The keys of a title's names; empty where there is no such name.</summary>
internal readonly ref struct NameKeys(ReadOnlySpan<byte> title, ReadOnlySpan<byte> bareTitle, ReadOnlySpan<byte> original, ReadOnlySpan<byte> bareOriginal)
{
    /// <summary>The title as it is written.</summary>
    public ReadOnlySpan<byte> Title { get; } = title;

    /// <summary>The title without its articles.</summary>
    public ReadOnlySpan<byte> BareTitle { get; } = bareTitle;

    /// <summary>The original title as it is written.</summary>
    public ReadOnlySpan<byte> Original { get; } = original;

    /// <summary>The original title without its articles.</summary>
    public ReadOnlySpan<byte> BareOriginal { get; } = bareOriginal;
}
