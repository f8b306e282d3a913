using Google.Protobuf;

namespace Retrieval.Training.Onnx;

/// <summary>Writes one message of a protocol buffer by its members' numbers; enough for ONNX, and no generated code.</summary>
internal sealed class ProtoMessage
{
    private readonly MemoryStream bytes = new();
    private readonly CodedOutputStream output;

    public ProtoMessage() => output = new CodedOutputStream(bytes, leaveOpen: true);

    /// <summary>Adds an integer.</summary>
    public ProtoMessage Integer(int member, long value)
    {
        output.WriteTag(member, WireFormat.WireType.Varint);
        output.WriteInt64(value);
        return this;
    }

    /// <summary>Adds a text.</summary>
    public ProtoMessage Text(int member, string value)
    {
        output.WriteTag(member, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
        return this;
    }

    /// <summary>Adds bytes.</summary>
    public ProtoMessage Bytes(int member, ReadOnlySpan<byte> value)
    {
        output.WriteTag(member, WireFormat.WireType.LengthDelimited);
        output.WriteLength(value.Length);
        output.Flush();
        bytes.Write(value);
        return this;
    }

    /// <summary>Adds a message.</summary>
    public ProtoMessage Message(int member, ProtoMessage value) => Bytes(member, value.ToSpan());

    /// <summary>Writes the message to a stream.</summary>
    public void WriteTo(Stream stream) => stream.Write(ToSpan());

    private ReadOnlySpan<byte> ToSpan()
    {
        output.Flush();
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }
}
