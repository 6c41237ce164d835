using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmbeddedSilo.Generator;

/// <summary>
/// Generates proxies and calls for grain and observer interfaces, constructors for grain classes, copiers for types
/// with [GenerateSerializer], and a module initializer that registers them all.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
            static (syntax, cancellation) => InterfaceEmitter.TryEmit(SymbolOf(syntax, cancellation), syntax.SemanticModel.Compilation))
            .Where(static part => part is not null);

        var classes = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
            static (syntax, cancellation) => ClassEmitter.TryEmit(SymbolOf(syntax, cancellation), syntax.SemanticModel.Compilation))
            .Where(static part => part is not null);

        var copiers = context.SyntaxProvider.ForAttributeWithMetadataName(
            KnownNames.GenerateSerializer,
            static (node, _) => node is TypeDeclarationSyntax,
            static (syntax, _) => CopierEmitter.TryEmit((INamedTypeSymbol)syntax.TargetSymbol, syntax.SemanticModel.Compilation))
            .Where(static part => part is not null);

        var parts = interfaces.Collect().Combine(classes.Collect()).Combine(copiers.Collect())
            .Select(static (all, _) => new PartList(all.Left.Left.AddRange(all.Left.Right).AddRange(all.Right)));

        context.RegisterSourceOutput(parts, static (output, list) => Write(output, list));
    }

    private static INamedTypeSymbol? SymbolOf(GeneratorSyntaxContext syntax, System.Threading.CancellationToken cancellation) =>
        syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, cancellation) as INamedTypeSymbol;

    private static void Write(SourceProductionContext output, PartList list)
    {
        // A partial type is seen once for each of its declarations.
        var parts = list.Parts.GroupBy(static part => part!.HintName).Select(static same => same.First()!).ToImmutableArray();
        foreach (var part in parts)
        {
            foreach (var problem in part.Problems)
            {
                output.ReportDiagnostic(problem.ToDiagnostic());
            }

            if (part.Source.Length > 0)
            {
                output.AddSource(part.HintName + ".g.cs", part.Source);
            }
        }

        var registrations = parts.Select(static part => part.Registration).Where(static line => line.Length > 0).ToImmutableArray();
        if (registrations.Length > 0)
        {
            output.AddSource("GrainParts.g.cs", Registration.Emit(registrations));
        }
    }
}
