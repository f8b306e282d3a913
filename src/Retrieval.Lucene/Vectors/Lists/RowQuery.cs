using System.Runtime.InteropServices;

namespace Retrieval.Lucene.Vectors.Lists;

/// <summary>A stored row in the role of the query: its high bytes as 7-bit codes.</summary>
internal sealed unsafe class RowQuery(int stride) : IDisposable
{
    public sbyte* Codes { get; private set; } = (sbyte*)NativeMemory.AlignedAlloc((nuint)stride, VectorLayout.Alignment);

    public int Offset { get; private set; }

    public void Set(byte* high)
    {
        int sum = 0;
        for (int i = 0; i < stride; i++)
        {
            Codes[i] = (sbyte)((high[i] - VectorCode.ZeroHigh) >> 1);
            sum += Codes[i];
        }

        Offset = VectorCode.ZeroHigh * sum;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Codes);
        Codes = null;
    }
}
