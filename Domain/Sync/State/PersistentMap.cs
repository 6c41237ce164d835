using System.Collections;
using System.Numerics;

namespace MediaGateway.Domain.Sync.State;

/// <summary>
/// An immutable map from text: a hash array mapped trie of 32-way nodes. Setting an entry copies the few nodes on its path
/// and shares the rest.
/// </summary>
/// <remarks>
/// Many entries can be set at a cost near that of a plain dictionary by passing one <c>owner</c>: nodes made under an owner
/// are changed in place by later calls with the same owner. An owner must be dropped before the map is shown to anyone else.
/// The order of entries is that of their hashes, which differ from process to process: sort whatever leaves the process.
/// </remarks>
internal sealed class PersistentMap<TValue> : IEnumerable<KeyValuePair<string, TValue>>
{
    /// <summary>The map without entries.</summary>
    public static readonly PersistentMap<TValue> Empty = new(new Node(0, 0, [], [], null), 0);

    private const int BitsPerLevel = 5;
    private const int LevelMask = 31;
    private const int HashBits = 32;

    private readonly Node _root;

    private PersistentMap(Node root, int count)
    {
        _root = root;
        Count = count;
    }

    /// <summary>How many entries there are.</summary>
    public int Count { get; }

    /// <summary>The value of a key; the type's default where it has none.</summary>
    public TValue? Find(string key)
    {
        var hash = HashOf(key);
        var node = _root;
        for (var shift = 0; ; shift += BitsPerLevel)
        {
            if (shift >= HashBits)
            {
                var index = node.IndexOf(key);
                return index < 0 ? default : node.Entries[index].Value;
            }
            var bit = BitAt(hash, shift);
            if ((node.EntryBits & bit) != 0)
            {
                ref readonly var entry = ref node.Entries[Index(node.EntryBits, bit)];
                return string.Equals(entry.Key, key) ? entry.Value : default;
            }
            if ((node.ChildBits & bit) == 0)
            {
                return default;
            }
            node = node.Children[Index(node.ChildBits, bit)];
        }
    }

    /// <summary>The map with <paramref name="key"/> set to <paramref name="value"/>.</summary>
    public PersistentMap<TValue> Set(string key, TValue value, object? owner = null)
    {
        var added = false;
        var root = Set(_root, HashOf(key), 0, new KeyValuePair<string, TValue>(key, value), owner, ref added);
        return ReferenceEquals(root, _root) && !added ? this : new PersistentMap<TValue>(root, added ? Count + 1 : Count);
    }

    /// <summary>The map with only those entries that <paramref name="keep"/> keeps; this one when it keeps all.</summary>
    public PersistentMap<TValue> Where(Func<string, TValue, bool> keep)
    {
        if (this.All(entry => keep(entry.Key, entry.Value)))
        {
            return this;
        }
        var kept = Empty;
        var owner = new object();
        foreach (var (key, value) in this)
        {
            if (keep(key, value))
            {
                kept = kept.Set(key, value, owner);
            }
        }
        return kept;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator()
    {
        var pending = new Stack<Node>();
        pending.Push(_root);
        while (pending.TryPop(out var node))
        {
            foreach (var entry in node.Entries)
            {
                yield return entry;
            }
            foreach (var child in node.Children)
            {
                pending.Push(child);
            }
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Seeded for each process by the runtime, so that nobody can choose keys that collide.
    private static uint HashOf(string key) => (uint)key.GetHashCode(StringComparison.Ordinal);

    private static uint BitAt(uint hash, int shift) => 1u << (int)((hash >> shift) & LevelMask);

    private static int Index(uint bits, uint bit) => BitOperations.PopCount(bits & (bit - 1));

    private static Node Set(Node node, uint hash, int shift, KeyValuePair<string, TValue> entry, object? owner, ref bool added)
    {
        if (shift >= HashBits)
        {
            return SetColliding(node, entry, owner, ref added);
        }
        var bit = BitAt(hash, shift);
        if ((node.ChildBits & bit) != 0)
        {
            var index = Index(node.ChildBits, bit);
            var child = Set(node.Children[index], hash, shift + BitsPerLevel, entry, owner, ref added);
            return ReferenceEquals(child, node.Children[index]) ? node : node.WithChild(index, child, owner);
        }
        var at = Index(node.EntryBits, bit);
        if ((node.EntryBits & bit) == 0)
        {
            added = true;
            return new Node(node.EntryBits | bit, node.ChildBits, Insert(node.Entries, at, entry), node.ChildrenFor(owner), owner);
        }
        if (string.Equals(node.Entries[at].Key, entry.Key))
        {
            return node.WithEntry(at, entry, owner);
        }
        added = true;
        var pair = Pair(node.Entries[at], entry, hash, shift + BitsPerLevel, owner);
        var childAt = Index(node.ChildBits, bit);
        return new Node(node.EntryBits & ~bit, node.ChildBits | bit, Remove(node.Entries, at), Insert(node.Children, childAt, pair), owner);
    }

    private static Node SetColliding(Node node, KeyValuePair<string, TValue> entry, object? owner, ref bool added)
    {
        var index = node.IndexOf(entry.Key);
        if (index >= 0)
        {
            return node.WithEntry(index, entry, owner);
        }
        added = true;
        return new Node(0, 0, Insert(node.Entries, node.Entries.Length, entry), [], owner);
    }

    private static Node Pair(KeyValuePair<string, TValue> first, KeyValuePair<string, TValue> second, uint secondHash, int shift, object? owner)
    {
        if (shift >= HashBits)
        {
            return new Node(0, 0, [first, second], [], owner);
        }
        var firstBit = BitAt(HashOf(first.Key), shift);
        var secondBit = BitAt(secondHash, shift);
        if (firstBit == secondBit)
        {
            return new Node(0, firstBit, [], [Pair(first, second, secondHash, shift + BitsPerLevel, owner)], owner);
        }
        return new Node(firstBit | secondBit, 0, firstBit < secondBit ? [first, second] : [second, first], [], owner);
    }

    private static T[] Insert<T>(T[] items, int index, T item)
    {
        var grown = new T[items.Length + 1];
        Array.Copy(items, grown, index);
        grown[index] = item;
        Array.Copy(items, index, grown, index + 1, items.Length - index);
        return grown;
    }

    private static T[] Remove<T>(T[] items, int index)
    {
        var shrunk = new T[items.Length - 1];
        Array.Copy(items, shrunk, index);
        Array.Copy(items, index + 1, shrunk, index, shrunk.Length - index);
        return shrunk;
    }

    private sealed class Node(uint entryBits, uint childBits, KeyValuePair<string, TValue>[] entries, Node[] children, object? owner)
    {
        private readonly object? _owner = owner;

        public uint EntryBits { get; } = entryBits;

        public uint ChildBits { get; } = childBits;

        public KeyValuePair<string, TValue>[] Entries { get; } = entries;

        public Node[] Children { get; } = children;

        public int IndexOf(string key) => Array.FindIndex(Entries, entry => string.Equals(entry.Key, key));

        public Node WithEntry(int index, KeyValuePair<string, TValue> entry, object? owner)
        {
            if (IsOwnedBy(owner))
            {
                Entries[index] = entry;
                return this;
            }
            var entries = (KeyValuePair<string, TValue>[])Entries.Clone();
            entries[index] = entry;
            return new Node(EntryBits, ChildBits, entries, ChildrenFor(owner), owner);
        }

        public Node WithChild(int index, Node child, object? owner)
        {
            if (IsOwnedBy(owner))
            {
                Children[index] = child;
                return this;
            }
            var children = (Node[])Children.Clone();
            children[index] = child;
            var entries = owner is null ? Entries : (KeyValuePair<string, TValue>[])Entries.Clone();
            return new Node(EntryBits, ChildBits, entries, children, owner);
        }

        // An owned node changes its arrays in place, so it never shares one with a node of an older version.
        public Node[] ChildrenFor(object? owner) => owner is null || IsOwnedBy(owner) ? Children : (Node[])Children.Clone();

        private bool IsOwnedBy(object? owner) => owner is not null && ReferenceEquals(owner, _owner);
    }
}
