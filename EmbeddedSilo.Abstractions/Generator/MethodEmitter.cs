using System.Text;
using Microsoft.CodeAnalysis;

namespace EmbeddedSilo.Generator;

/// <summary>Writes one method of a proxy and the class of its calls.</summary>
internal sealed class MethodEmitter
{
    private readonly IMethodSymbol _method;
    private readonly string _callClass;
    private readonly ReturnShape _shape;
    private readonly List<Argument> _arguments;
    private readonly IParameterSymbol? _cancellation;

    public MethodEmitter(IMethodSymbol method, string callClass)
    {
        _method = method;
        _callClass = callClass;
        _shape = ReturnShape.Of(method.ReturnType)!;
        _cancellation = method.Parameters.LastOrDefault(static parameter => parameter.Type.FullName() == KnownNames.CancellationToken);
        _arguments = method.Parameters.Where(parameter => !SymbolEqualityComparer.Default.Equals(parameter, _cancellation))
            .Select(static (parameter, i) => new Argument(parameter, $"arg{i}")).ToList();
    }

    private bool IsOneWay => _shape.IsVoid || _method.HasAttribute(KnownNames.OneWay);

    public void EmitProxyMethod(StringBuilder text)
    {
        var parameters = string.Join(", ", _method.Parameters.Select(static parameter => $"{parameter.Type.Code()} @{parameter.Name}"));
        text.Append($"\n        {_method.ReturnType.Code()} {_method.ContainingType.TypeOf()}.{_method.Name}({parameters})\n        {{\n");
        text.Append($"            var call = new {_callClass}();\n");
        var copied = _arguments.Where(static argument => argument.IsCopied).ToList();
        if (copied.Count > 1)
        {
            text.Append("            var context = global::EmbeddedSilo.Copying.CopyContext.Rent();\n");
        }

        foreach (var argument in _arguments)
        {
            var value = !argument.IsCopied ? $"@{argument.Parameter.Name}"
                : copied.Count > 1 ? $"global::EmbeddedSilo.Copying.Copiers.Copy(@{argument.Parameter.Name}, context)"
                : $"global::EmbeddedSilo.Copying.Copiers.Copy(@{argument.Parameter.Name})";
            text.Append($"            call.{argument.Field} = {value};\n");
        }

        if (copied.Count > 1)
        {
            text.Append("            context.Return();\n");
        }

        text.Append("            ").Append(Sending()).Append("\n        }\n");
    }

    public void EmitCallClass(StringBuilder text)
    {
        var declaring = _method.ContainingType.TypeOf();
        var baseClass = _shape.Result is { } result ? $"global::EmbeddedSilo.Invocation.GrainCall<{result.Code()}>" : "global::EmbeddedSilo.Invocation.VoidGrainCall";
        text.Append($"\n        private sealed class {_callClass} : {baseClass}\n        {{\n");
        text.Append($"            private static readonly global::EmbeddedSilo.Invocation.GrainMethod s_method = new(typeof({declaring}), {InterfaceEmitter.Literal(_method.ContainingType.FullName())}, ")
            .Append($"{InterfaceEmitter.Literal(_method.Name)}, new global::System.Type[] {{ {string.Join(", ", _method.Parameters.Select(static parameter => $"typeof({parameter.Type.TypeOf()})"))} }}, ")
            .Append($"(global::Orleans.CodeGeneration.InvokeMethodOptions){Options()}, {(_cancellation is null ? "false" : "true")}, {Timeout()});\n");
        foreach (var argument in _arguments)
        {
            text.Append($"            public {argument.Parameter.Type.Code()} {argument.Field} = default!;\n");
        }

        text.Append("            public override global::EmbeddedSilo.Invocation.GrainMethod Method => s_method;\n");
        EmitInvocation(text, declaring);
        EmitArguments(text);
        text.Append("        }\n");
    }

    private string Sending()
    {
        var token = _cancellation is null ? "" : $", @{_cancellation.Name}";
        if (IsOneWay)
        {
            return "SendOneWay(call);" + (_shape.IsVoid ? "" : _shape.IsValueTask ? " return default;" : " return global::System.Threading.Tasks.Task.CompletedTask;");
        }

        return _shape.IsValueTask ? $"return new(SendAsync(call{token}));" : $"return SendAsync(call{token});";
    }

    private void EmitInvocation(StringBuilder text, string declaring)
    {
        var arguments = string.Join(", ", _method.Parameters.Select(parameter =>
            SymbolEqualityComparer.Default.Equals(parameter, _cancellation) ? "CancellationToken" : _arguments.First(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter, parameter)).Field));
        var invocation = $"(({declaring})target).{_method.Name}({arguments})";
        var valueTask = _shape.Result is { } result ? $"global::System.Threading.Tasks.ValueTask<{result.Code()}>" : "global::System.Threading.Tasks.ValueTask";
        text.Append($"            protected override {valueTask} InvokeInner(object target)");
        text.Append(_shape.IsVoid ? $"\n            {{\n                {invocation};\n                return default;\n            }}\n"
            : _shape.IsValueTask ? $" => {invocation};\n"
            : $" => new({invocation});\n");
        if (_shape.Result is { } copied && !Serializability.IsImmutable(copied) && !_method.GetReturnTypeAttributes().Any(static attribute => attribute.AttributeClass?.FullName() == KnownNames.Immutable))
        {
            text.Append($"            protected override {copied.Code()} CopyResult({copied.Code()} result) => global::EmbeddedSilo.Copying.Copiers.Copy(result);\n");
        }
    }

    private void EmitArguments(StringBuilder text)
    {
        text.Append($"            public override int GetArgumentCount() => {_arguments.Count};\n");
        text.Append("            public override object? GetArgument(int index) => index switch\n            {\n");
        for (var i = 0; i < _arguments.Count; i++)
        {
            text.Append($"                {i} => {_arguments[i].Field},\n");
        }

        text.Append("                _ => throw new global::System.ArgumentOutOfRangeException(nameof(index)),\n            };\n");
        text.Append("            public override void SetArgument(int index, object value)\n            {\n                switch (index)\n                {\n");
        for (var i = 0; i < _arguments.Count; i++)
        {
            text.Append($"                    case {i}: {_arguments[i].Field} = ({_arguments[i].Parameter.Type.Code()})value; break;\n");
        }

        text.Append("                    default: throw new global::System.ArgumentOutOfRangeException(nameof(index));\n                }\n            }\n");
    }

    private int Options() =>
        (IsOneWay ? 1 : 0) | (_method.HasAttribute(KnownNames.ReadOnly) ? 2 : 0) | (_method.HasAttribute(KnownNames.AlwaysInterleave) ? 4 : 0);

    private string Timeout() =>
        _method.FindAttribute(KnownNames.ResponseTimeout)?.ConstructorArguments[0].Value is string timeout ? InterfaceEmitter.Literal(timeout) : "null";

    private sealed class Argument(IParameterSymbol parameter, string field)
    {
        public IParameterSymbol Parameter { get; } = parameter;

        public string Field { get; } = field;

        public bool IsCopied { get; } = !Serializability.IsImmutable(parameter.Type) && !parameter.HasAttribute(KnownNames.Immutable);
    }
}
