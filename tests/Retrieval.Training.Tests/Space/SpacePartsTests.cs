using Retrieval.Embedding.Encoders;
using Retrieval.Tests.Shared;
using Retrieval.Training.Space;
using Retrieval.Training.Tests.Simd;

namespace Retrieval.Training.Tests.Space;

/// <summary>What is written is read; what is cut short or another thing is refused.</summary>
public sealed class SpacePartsTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();

    private string File => Path.Combine(folder, "space.bin");

    [Fact]
    public void What_is_written_is_read()
    {
        SpaceParts parts = Parts();
        parts.Write(File);
        SpaceParts read = SpaceParts.Read(File);
        Assert.Equal(parts.Teachers, read.Teachers);
        Assert.Equal(parts.Centres.Keys.Order(), read.Centres.Keys.Order());
        Assert.All(parts.Centres, centre => Assert.Equal(centre.Value, read.Centres[centre.Key]));
        Assert.Equal(parts.Projection.Values, read.Projection.Values);
        Assert.Equal(parts.Bridge!.Values, read.Bridge!.Values);

        (parts with { Bridge = null }).Write(File);
        Assert.Null(SpaceParts.Read(File).Bridge);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_with_its_name()
    {
        Parts().Write(File);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int length = 0; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.Contains("space.bin", Assert.Throws<TrainingException>(() => SpaceParts.Read(File)).Message);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static SpaceParts Parts()
    {
        Random random = new(3);
        return new SpaceParts(
            [new SpaceTeacher("a@1", 3, 1), new SpaceTeacher("b@2", 2, 0.5)],
            new Dictionary<(int, string, TextKind), float[]> { [(0, "en", TextKind.Query)] = [1, 2, 3], [(1, "en", TextKind.Document)] = [4, 5] },
            MatrixProductTests.Filled(random, 5, 4), MatrixProductTests.Filled(random, 3, 4));
    }
}
