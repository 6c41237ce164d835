namespace System.Runtime.CompilerServices;

/// <summary>Lets records be used where the framework is older than they are.</summary>
internal static class IsExternalInit;
