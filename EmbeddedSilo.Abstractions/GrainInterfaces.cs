namespace Orleans;

/// <summary>Marks anything that can be called across the grain runtime: grains and observers.</summary>
public interface IAddressable;

/// <summary>The root of every grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain that is named by text.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain that is named by a GUID.</summary>
public interface IGrainWithGuidKey : IGrain;

/// <summary>A grain that is named by a 64-bit number.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>The root of observer interfaces: objects outside the silo that grains may call.</summary>
public interface IGrainObserver : IAddressable;

/// <summary>Gives references to grains. Making one costs nothing and calls nobody.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain named <paramref name="primaryKey"/>.</summary>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain named <paramref name="primaryKey"/>.</summary>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithGuidKey;

    /// <summary>A reference to the grain numbered <paramref name="primaryKey"/>.</summary>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>Makes a reference to a local object that grains can call.</summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends a reference made by <see cref="CreateObjectReference"/>.</summary>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
}

/// <summary>The way into the grains from outside of a grain.</summary>
public interface IClusterClient : IGrainFactory;
