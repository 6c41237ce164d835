using Orleans.Runtime;

namespace Orleans
{
    /// <summary>The root of every grain interface.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain that is named by text.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain that is named by a GUID.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain that is named by a 64-bit number.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>A grain that is named by a GUID and a text.</summary>
    public interface IGrainWithGuidCompoundKey : IGrain;

    /// <summary>A grain that is named by a 64-bit number and a text.</summary>
    public interface IGrainWithIntegerCompoundKey : IGrain;

    /// <summary>The root of observer interfaces: objects outside the silo that grains may call.</summary>
    public interface IGrainObserver : IAddressable;
}

namespace Orleans.Runtime
{
    /// <summary>Anything that can be called across the grain runtime: grains and observers.</summary>
    public interface IAddressable;
}
