using System.Numerics.Tensors;
using Retrieval.Embedding.Encoders;
using Retrieval.Tests.Shared;
using Retrieval.Text.Languages;
using Retrieval.Training.Teachers;

namespace Retrieval.Training.Tests.Teachers;

/// <summary>
/// With a real teacher, where the teachers are: texts stand where the student was trained towards, are encoded once however often and
/// in however many runs they are asked for, and a committee that does not fit is refused with what would.
/// </summary>
public sealed class CommitteeTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();

    [Fact]
    public void Texts_lie_near_the_students_and_are_encoded_once()
    {
        (string student, string teacher, string cache) = Trained();
        string[] texts = ["red lamp", "steel knife", "a garden chair of oak"];
        float[] first = new float[texts.Length * SmallStudent.Dimension];
        float[] second = new float[first.Length];
        using (Committee committee = Committee.Open(student, [teacher], cache))
        {
            using IEncoder english = committee.In(Language.En)!;
            english.EncodeBatch(texts, TextKind.Document, first);
            Assert.Equal(texts.Length, committee.Encoded);
            Assert.Null(committee.In(Language.De));
        }
        using (Committee again = Committee.Open(student, [teacher], cache))
        {
            using IEncoder english = again.In(Language.En)!;
            Parallel.For(0, texts.Length, i => english.Encode(texts[i], TextKind.Document, second.AsSpan(i * SmallStudent.Dimension, SmallStudent.Dimension)));
            Assert.Equal(0, again.Encoded);
            Assert.Equal(first, second);
            english.EncodeBatch([.. texts, "green lamp"], TextKind.Document, new float[first.Length + SmallStudent.Dimension]);
            Assert.Equal(1, again.Encoded);
        }

        using IEncoder queries = EncoderCatalog.Load(student);
        float[] query = new float[SmallStudent.Dimension];
        queries.Encode("lamp", TextKind.Query, query);
        float lamp = TensorPrimitives.Dot<float>(query, first.AsSpan(0, SmallStudent.Dimension));
        float knife = TensorPrimitives.Dot<float>(query, first.AsSpan(SmallStudent.Dimension, SmallStudent.Dimension));
        Assert.True(lamp > 0.5 && lamp > knife + 0.3, $"the student's lamp and the teachers' red lamp: {lamp}, steel knife: {knife}");
    }

    [Fact]
    public void A_committee_that_does_not_fit_is_refused()
    {
        (string student, string teacher, string cache) = Trained();
        string other = Workspace.Outside("teachers", "bge-small-en");
        Assert.Contains("all-MiniLM-L6-v2", Assert.Throws<TrainingException>(() => Committee.Open(student, [other], cache)).Message);
        Assert.Contains("Leave it out", Assert.Throws<TrainingException>(() => Committee.Open(student, [teacher, other], cache)).Message);
        Assert.Contains("retrieval distill", Assert.Throws<TrainingException>(() => Committee.Open(teacher, [teacher], cache)).Message);
    }

    [Fact]
    public void A_cache_that_another_run_holds_is_refused()
    {
        (string student, string teacher, string cache) = Trained();
        using Committee holder = Committee.Open(student, [teacher], cache);
        Assert.Contains("cache", Assert.Throws<TrainingException>(() => Committee.Open(student, [teacher], cache)).Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private (string Student, string Teacher, string Cache) Trained()
    {
        string teacher = Workspace.Outside("teachers", "minilm-l6");
        string cache = Path.Combine(folder, "cache");
        SmallStudent.Distil(folder, "student", teacher, cache);
        return (Path.Combine(folder, "student"), teacher, cache);
    }
}
