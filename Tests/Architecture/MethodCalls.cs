using System.Reflection;
using System.Reflection.Emit;

namespace MediaGateway.Tests.Architecture;

/// <summary>What compiled methods call, read from their instructions.</summary>
internal static class MethodCalls
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const byte FirstOfTwo = 0xFE;

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>The methods and constructors that the code of a type refers to, that of its nested types (closures, state machines) included.</summary>
    public static IEnumerable<MethodBase> Of(Type type) => Own(type).Concat(type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(Of));

    private static IEnumerable<MethodBase> Own(Type type) =>
        type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)).SelectMany(Read);

    private static List<MethodBase> Read(MethodBase method)
    {
        List<MethodBase> called = [];
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) return called;
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == FirstOfTwo ? (FirstOfTwo << 8) | code[at + 1] : code[at];
            var instruction = OpCodesByValue[value];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineTok
                && method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments) is MethodBase target)
            {
                called.Add(target);
            }

            at += SizeOfOperand(instruction.OperandType, code, at);
        }

        return called;
    }

    private static int SizeOfOperand(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
