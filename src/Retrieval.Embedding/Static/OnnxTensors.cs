using System.Text;
using Retrieval.Embedding.Manifest;

namespace Retrieval.Embedding.Static;

/// <summary>
/// Finds constant tensors in the bytes of an ONNX file without ONNX Runtime and without copying them. Reads the four
/// members of the protocol buffer that it needs: ModelProto.graph (7), GraphProto.initializer (5) and of TensorProto
/// dims (1), data_type (2), name (8), raw_data (9).
/// </summary>
internal static class OnnxTensors
{
    /// <summary>A tensor's raw data within the file.</summary>
    /// <param name="DataType">TensorProto.DataType: 1 float, 3 int8.</param>
    /// <param name="Dimensions">Its shape.</param>
    /// <param name="Data">Its values in the file's bytes, little-endian.</param>
    public sealed record Tensor(int DataType, IReadOnlyList<long> Dimensions, ReadOnlyMemory<byte> Data);

    /// <summary>Reads all constant tensors that carry raw data, by name.</summary>
    /// <param name="file">The file's bytes; the tensors point into them.</param>
    /// <param name="path">The file's path, for errors.</param>
    /// <exception cref="ModelException">The bytes are not an ONNX model.</exception>
    public static Dictionary<string, Tensor> Read(ReadOnlyMemory<byte> file, string path)
    {
        Dictionary<string, Tensor> tensors = [];
        try
        {
            foreach ((int member, ReadOnlyMemory<byte> graph) in Members(file))
            {
                if (member != 7)
                    continue;
                foreach ((int part, ReadOnlyMemory<byte> tensor) in Members(graph))
                {
                    if (part == 5)
                        AddTensor(tensor, tensors);
                }
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException)
        {
            throw new ModelException(path, "", "bytes that are not a protocol buffer", "an ONNX model; copy the file again", e);
        }
        return tensors;
    }

    private static void AddTensor(ReadOnlyMemory<byte> tensor, Dictionary<string, Tensor> tensors)
    {
        List<long> dimensions = [];
        int dataType = 0;
        string name = "";
        ReadOnlyMemory<byte> data = default;
        foreach ((int member, ReadOnlyMemory<byte> value) in Members(tensor))
        {
            switch (member)
            {
                case 1: AddIntegers(value, dimensions); break;
                case 2: dataType = (int)ReadInteger(value.Span, out _); break;
                case 8: name = Encoding.UTF8.GetString(value.Span); break;
                case 9: data = value; break;
            }
        }
        tensors[name] = new Tensor(dataType, dimensions, data);
    }

    /// <summary>Packed or single: both are one or more varints.</summary>
    private static void AddIntegers(ReadOnlyMemory<byte> value, List<long> integers)
    {
        for (int at = 0; at < value.Length; at += ReadAndAdd(value.Span[at..], integers))
        {
        }
    }

    private static int ReadAndAdd(ReadOnlySpan<byte> bytes, List<long> integers)
    {
        integers.Add((long)ReadInteger(bytes, out int length));
        return length;
    }

    /// <summary>Members of a message: number and the bytes of the value.</summary>
    private static IEnumerable<(int Member, ReadOnlyMemory<byte> Value)> Members(ReadOnlyMemory<byte> message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = ReadInteger(message.Span[at..], out int length);
            at += length;
            int size;
            switch (tag & 7)
            {
                case 0: ReadInteger(message.Span[at..], out size); break;
                case 1: size = sizeof(ulong); break;
                case 5: size = sizeof(uint); break;
                case 2:
                    size = checked((int)ReadInteger(message.Span[at..], out length));
                    at += length;
                    break;
                default: throw new InvalidDataException($"wire type {tag & 7}");
            }
            yield return ((int)(tag >> 3), message.Slice(at, size));
            at += size;
        }
    }

    /// <summary>A base-128 varint.</summary>
    private static ulong ReadInteger(ReadOnlySpan<byte> bytes, out int length)
    {
        ulong value = 0;
        for (length = 0; length < Math.Min(bytes.Length, 10); length++)
        {
            value |= (ulong)(bytes[length] & 0x7f) << (7 * length);
            if (bytes[length] < 0x80)
            {
                length++;
                return value;
            }
        }
        throw new InvalidDataException("an integer without end");
    }
}
