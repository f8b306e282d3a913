using System.Numerics.Tensors;
using Retrieval.Training.Space;
using Retrieval.Training.Student;
using Retrieval.Training.Tests.Simd;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Tests.Student;

/// <summary>A named thing goes halfway to its English name, a paired text halfway to its partner; others stay.</summary>
public sealed class AlignmentTests
{
    [Fact]
    public void Texts_go_halfway_to_their_partners()
    {
        TrainingText[] texts =
        [
            new("en", "category", "blenders", "g1"),
            new("fr", "category", "mixeurs", "g1"),
            new("de", "word", "mixer"),
            new("de", "word", "topf"),
        ];
        Matrix places = MatrixProductTests.Filled(new Random(2), 4, 64);
        for (int i = 0; i < 4; i++)
            CommitteeSpace.Normalize(places[i]);
        float[] before = [.. places.Values];

        Alignment.Apply(texts, [new TextPair("de", "mixer", "en", "blenders"), new TextPair("de", "unbekannt", "en", "blenders")], places, 1);

        Assert.Equal(before.AsSpan(0, 64), places[0]);
        Assert.Equal(before.AsSpan(192, 64), places[3]);
        foreach (int moved in new[] { 1, 2 })
        {
            float toOld = TensorPrimitives.Dot<float>(places[moved], before.AsSpan(moved * 64, 64));
            float toPartner = TensorPrimitives.Dot<float>(places[moved], places[0]);
            Assert.Equal(toOld, toPartner, 1e-4);
            Assert.Equal(1, TensorPrimitives.Norm<float>(places[moved]), 1e-4);
        }
    }
}
