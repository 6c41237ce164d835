using System.Reflection;
using System.Runtime.CompilerServices;
using EmbeddedSilo.Parts;

namespace EmbeddedSilo;

/// <summary>Finds the assemblies that bring grains: those that are loaded and whatever they refer to.</summary>
internal static class PartAssemblies
{
    private static readonly string s_abstractions = typeof(GrainParts).Assembly.GetName().Name!;

    public static void Load()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            Visit(assembly, seen);
        }

        if (Assembly.GetEntryAssembly() is { } entry)
        {
            Visit(entry, seen);
        }
    }

    private static void Visit(Assembly assembly, HashSet<string> seen)
    {
        if (assembly.IsDynamic || !seen.Add(assembly.FullName!))
        {
            return;
        }

        if (assembly.IsDefined(typeof(GrainPartsAttribute)))
        {
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        }

        var references = assembly.GetReferencedAssemblies();
        foreach (var reference in references.Where(reference => IsCandidate(reference, assembly)))
        {
            Visit(Assembly.Load(reference), seen);
        }
    }

    // Rooms of this application share the first part of their name; the framework's assemblies are not looked at.
    private static bool IsCandidate(AssemblyName reference, Assembly from) =>
        reference.Name is { } name && FirstPart(name) == FirstPart(s_abstractions) && FirstPart(from.GetName().Name!) == FirstPart(s_abstractions);

    private static string FirstPart(string name) => name.Split('.')[0];
}
