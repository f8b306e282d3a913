using Retrieval.Tests.Shared;
using Retrieval.Training.Teachers;

namespace Retrieval.Training.Tests.Teachers;

/// <summary>Vectors come back as float16; a torn or broken end is cut off and the rest kept; another dimension is refused.</summary>
public sealed class VectorCacheTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();

    private string Path => System.IO.Path.Combine(folder, "cache");

    [Fact]
    public void Vectors_come_back_after_opening_again()
    {
        using (VectorCache cache = new(Path, 2))
        {
            cache.Add("a", [0.5f, -0.25f]);
            cache.Add("a", [1, 1]);
            cache.Add("b", [0.1f, 0]);
        }
        using VectorCache again = new(Path, 2);
        float[] vector = new float[2];
        Assert.True(again.TryRead("a", vector));
        Assert.Equal([0.5f, -0.25f], vector);
        Assert.True(again.TryRead("b", vector));
        Assert.Equal(0.1f, vector[0], 1e-3);
        Assert.False(again.TryRead("c", vector));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_torn_end_is_cut_off(int change)
    {
        using (VectorCache cache = new(Path, 2))
        {
            cache.Add("a", [1, 2]);
            cache.Add("b", [3, 4]);
        }
        using (FileStream file = File.OpenWrite(Path))
            file.SetLength(file.Length + change);

        using (VectorCache torn = new(Path, 2))
        {
            Assert.True(torn.Contains("a"));
            Assert.Equal(change > 0, torn.Contains("b"));
            torn.Add("c", [5, 6]);
        }
        using VectorCache mended = new(Path, 2);
        Assert.True(mended.Contains("a") && mended.Contains("c"));
    }

    [Fact]
    public void Another_dimension_is_refused()
    {
        new VectorCache(Path, 2).Dispose();
        TrainingException e = Assert.Throws<TrainingException>(() => new VectorCache(Path, 3));
        Assert.Contains("2 dimensions", e.Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
