using System.Runtime.InteropServices;
using Retrieval.Embedding.Static;
using Retrieval.Training.Student;

namespace Retrieval.Training.Onnx;

/// <summary>
/// The student as an ONNX graph of standard operators (opset 13), for any ONNX Runtime:
/// <c>input_ids</c> int64 [batch, tokens], 0 is padding → rows int8 by Gather → float, times the rows' scales → sum over the
/// tokens → length 1 → <c>sentence_embedding</c> float [batch, dimension]. Gather before the conversion: the other order would
/// convert the whole table at every call. Numbers of members and types are those of onnx.proto.
/// </summary>
internal static class StudentGraph
{
    /// <summary>Name of the input.</summary>
    public const string Input = "input_ids";

    /// <summary>Name of the output.</summary>
    public const string Output = "sentence_embedding";

    private const int IrVersion = 7;
    private const int Opset = 13;
    private const int FloatType = 1;
    private const int Int8Type = 3;
    private const int Int64Type = 7;

    /// <summary>Writes the graph.</summary>
    /// <param name="path">The file; replaced when it is whole, since who serves the one before has it mapped.</param>
    /// <param name="rows">The rows; row 0 is zero.</param>
    public static void Write(string path, QuantizedRows rows)
    {
        int count = rows.Scales.Length;
        ProtoMessage graph = new ProtoMessage().Text(2, "student")
            .Message(1, Node("Gather", "gathered", [StaticEncoder.RowsName, Input], Number("axis", 0)))
            .Message(1, Node("Cast", "values", ["gathered"], Number("to", FloatType)))
            .Message(1, Node("Gather", "weights", [StaticEncoder.ScalesName, Input], Number("axis", 0)))
            .Message(1, Node("Mul", "weighted", ["values", "weights"]))
            .Message(1, Node("ReduceSum", "sum", ["weighted", "tokens"], Number("keepdims", 0)))
            .Message(1, Node("ReduceL2", "length", ["sum"], Numbers("axes", 1), Number("keepdims", 1)))
            .Message(1, Node("Max", "divisor", ["length", "least"]))
            .Message(1, Node("Div", Output, ["sum", "divisor"]))
            .Message(5, Constant(StaticEncoder.RowsName, Int8Type, [count, rows.Dimension], MemoryMarshal.AsBytes<sbyte>(rows.Values)))
            .Message(5, Constant(StaticEncoder.ScalesName, FloatType, [count, 1], MemoryMarshal.AsBytes<float>(rows.Scales)))
            .Message(5, Constant("tokens", Int64Type, [1], MemoryMarshal.AsBytes<long>([1L])))
            .Message(5, Constant("least", FloatType, [1], MemoryMarshal.AsBytes<float>([1e-12f])))
            .Message(11, Value(Input, Int64Type, Dimension("batch"), Dimension("tokens")))
            .Message(12, Value(Output, FloatType, Dimension("batch"), new ProtoMessage().Integer(1, rows.Dimension)));

        ProtoMessage model = new ProtoMessage().Integer(1, IrVersion).Text(2, "retrieval distill").Message(7, graph)
            .Message(8, new ProtoMessage().Text(1, "").Integer(2, Opset));
        WholeFile.Replace(path, model.WriteTo);
    }

    private static ProtoMessage Node(string operation, string output, string[] inputs, params ProtoMessage[] attributes)
    {
        ProtoMessage node = new();
        foreach (string input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(3, output).Text(4, operation);
        foreach (ProtoMessage attribute in attributes)
            node.Message(5, attribute);
        return node;
    }

    private static ProtoMessage Number(string name, long value) => new ProtoMessage().Text(1, name).Integer(3, value).Integer(20, 2);

    private static ProtoMessage Numbers(string name, long value) => new ProtoMessage().Text(1, name).Integer(8, value).Integer(20, 7);

    private static ProtoMessage Constant(string name, int type, int[] shape, ReadOnlySpan<byte> data)
    {
        ProtoMessage tensor = new();
        foreach (int size in shape)
            tensor.Integer(1, size);
        return tensor.Integer(2, type).Text(8, name).Bytes(9, data);
    }

    private static ProtoMessage Value(string name, int type, params ProtoMessage[] dimensions)
    {
        ProtoMessage shape = new();
        foreach (ProtoMessage dimension in dimensions)
            shape.Message(1, dimension);
        ProtoMessage tensor = new ProtoMessage().Integer(1, type).Message(2, shape);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor));
    }

    private static ProtoMessage Dimension(string name) => new ProtoMessage().Text(2, name);
}
